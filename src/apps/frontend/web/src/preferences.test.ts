import { describe, expect, it } from 'vitest';
import { browserName } from './browser-name.ts';
import { languages, preferenceCookie, preferenceIn, themes } from './preferences.ts';

describe('a choice', () => {
  it('is kept for a year', () => {
    expect(preferenceCookie('theme', 'dark', themes)).toBe(
      'theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
    );
  });

  it.each(['', 'pink', 'dark; Domain=x'])('of %j is none, and forgets the one before', (chosen) => {
    expect(preferenceCookie('theme', chosen, themes)).toContain('theme=; Path=/; Max-Age=0;');
  });

  it.each([
    ['a=b; language=ja', 'ja'],
    ['language=ja', 'ja'],
    ['language=fr', undefined],
    ['mylanguage=ja', undefined],
    [null, undefined],
  ])('in %j is %j', (cookies, chosen) => {
    expect(preferenceIn(cookies, 'language', languages)).toBe(chosen);
  });
});

describe('browserName', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge · Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15', 'Safari · macOS'],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome · Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1', 'Chrome · iPhone'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox · Linux'],
    ['Firefox/145.0', 'Firefox'],
    ['curl/8.5', undefined],
    ['', undefined],
  ])('of %j is %j', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });
});

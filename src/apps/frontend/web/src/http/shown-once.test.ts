import { describe, expect, it } from 'vitest';
import { forgetting } from './forgetting.ts';
import { carrying, shownIn } from './shown-once.ts';

const shown = { what: '箱根 "quoted"; ', values: ['secret'] };
const headers = (proto: string) => new Headers({ host: 'a.test', 'x-forwarded-proto': proto });
const cookieOf = (setCookie: string) => setCookie.split(';', 1)[0] ?? '';

describe('what is shown once', () => {
  it('reaches its page as it was', () => {
    expect(shownIn(`theme=dark; ${cookieOf(carrying('/settings/tokens', shown, headers('http')))}`)).toEqual(shown);
  });

  it('goes to that page alone, for no script, and over nothing but HTTPS where there is HTTPS', () => {
    expect(carrying('/settings/tokens', shown, headers('https'))).toMatch(
      /; Path=\/settings\/tokens; Max-Age=60; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(carrying('/searches', shown, headers('http'))).not.toContain('Secure');
  });

  it.each([
    [null],
    ['shown-once=nonsense'],
    [`shown-once=${Buffer.from('{"what":1}').toString('base64url')}`],
    ['not-shown-once=eyJ3aGF0IjoiYSIsInZhbHVlcyI6W119'],
  ])('is nothing in %j', (cookies) => {
    expect(shownIn(cookies)).toBeUndefined();
  });

  it('is forgotten with the page that showed it', () => {
    expect(forgetting('a=b; shown-once=x', '/searches')).toBe(
      'shown-once=; Path=/searches; Max-Age=0; HttpOnly; SameSite=Strict',
    );
    expect(forgetting('a=b', '/searches')).toBeUndefined();
    expect(forgetting(undefined, '/searches')).toBeUndefined();
    expect(forgetting('shown-once=x', '/a; Domain=b')).toBeUndefined();
  });
});

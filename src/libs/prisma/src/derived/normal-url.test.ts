import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalKey, normalUrl } from './normal-url.ts';

describe('normalUrl', () => {
  it.each([
    ['the case of scheme and host', 'HTTPS://Example.COM/Path', 'https://example.com/Path'],
    ['a default port', 'https://example.com:443/a', 'https://example.com/a'],
    ['a default port of http', 'http://example.com:80/a', 'http://example.com/a'],
    ['a slash at the end', 'https://example.com/a/', 'https://example.com/a'],
    ['slashes at the end', 'https://example.com/a///', 'https://example.com/a'],
    ['a missing path', 'https://example.com', 'https://example.com/'],
    ['a slash before a query', 'https://example.com/a/?b=1', 'https://example.com/a?b=1'],
    ['dots in a path', 'https://example.com/a/./b/../c', 'https://example.com/a/c'],
    ['a dot after the host', 'https://example.com./a', 'https://example.com/a'],
    ['an empty query and fragment', 'https://example.com/a?#', 'https://example.com/a'],
    ['campaigns', 'https://example.com/a?utm_source=x&UTM_Medium=y&b=1', 'https://example.com/a?b=1'],
    ['escaped campaigns', 'https://example.com/a?%75tm_source=x', 'https://example.com/a'],
    ['click ids', 'https://example.com/?gclid=1&fbclid=2&msclkid=3', 'https://example.com/'],
    ['who shared a video', 'https://www.youtube.com/watch?v=1&si=2', 'https://www.youtube.com/watch?v=1'],
    ['the order of parameters', 'https://example.com/?b=2&a=1', 'https://example.com/?a=1&b=2'],
    ['the case of escapes', 'https://example.com/%e3%81%82', 'https://example.com/%E3%81%82'],
    ['escapes that are not needed', 'https://example.com/%7Eme/%41', 'https://example.com/~me/A'],
    ['Japanese, escaped or not', 'https://example.com/あ', 'https://example.com/%E3%81%82'],
    ['a Japanese host', 'https://日本語.jp/', 'https://xn--wgv71a119e.jp/'],
    ['white space around it', '  https://example.com/a \n', 'https://example.com/a'],
  ])('does not tell by %s', (_what, written, normal) => {
    expect(normalUrl(written)).toBe(normal);
  });

  it.each([
    ['the scheme', 'http://example.com/', 'https://example.com/'],
    ['www.', 'https://www.example.com/', 'https://example.com/'],
    ['a port', 'https://example.com:8443/', 'https://example.com/'],
    ['the case of a path', 'https://example.com/A', 'https://example.com/a'],
    ['a parameter', 'https://example.com/?id=1', 'https://example.com/?id=2'],
    ['the order within a list', 'https://example.com/?a=1&a=2', 'https://example.com/?a=2&a=1'],
    ['a fragment', 'https://example.com/#/inbox', 'https://example.com/#/sent'],
    ['an escaped slash', 'https://example.com/a%2Fb', 'https://example.com/a/b'],
    ['what says nothing of tracking elsewhere', 'https://example.com/?si=1&ref=2', 'https://example.com/'],
    ['a user', 'https://me@example.com/', 'https://example.com/'],
  ])('tells by %s', (_what, one, other) => {
    expect(normalUrl(one)).not.toBe(normalUrl(other));
    expect(normalKey(one)).not.toBe(normalKey(other));
  });

  it.each(['', 'no address', 'mailto:a@b', 'https://', 'http://[::1', '?x'])('gives back %j as it is', (written) => {
    expect(normalUrl(written)).toBe(written);
  });

  const part = fc.string({
    unit: fc.constantFrom('a', 'Z', '%', '2', '5', 'F', '/', '.', '&', '=', '?', '#', ' ', 'あ', '\\', '+'),
  });
  const host = fc.constantFrom(
    'example.com',
    'EXAMPLE.com.',
    'www.youtube.com',
    '日本語.jp',
    '[::1]',
    '127.1',
    'a..',
    '.',
  );
  const address = fc
    .tuple(fc.constantFrom('http', 'HTTPS'), fc.constantFrom('', 'u@', 'u:p@', ':p@'), host, part)
    .map(([scheme, user, name, rest]) => `${scheme}://${user}${name}/${rest}`);

  it('is the same twice, is an address again, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(address, fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (written) => {
          const normal = normalUrl(written);
          expect(normalUrl(normal)).toBe(normal);
          expect(URL.canParse(normal)).toBe(URL.canParse(written.trim()));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('adds nothing by tracking parameters, wherever they stand', () => {
    const safe = fc.stringMatching(/^[b-r]=[0-9]$/);
    fc.assert(
      fc.property(fc.array(safe), fc.array(safe), (before, after) => {
        const url = (parameters: string[]) => `https://example.com/?${parameters.join('&')}`;
        expect(normalUrl(url([...before, 'utm_id=1', ...after]))).toBe(normalUrl(url([...before, ...after])));
      }),
    );
  });

  it.each(['/', '%', '&', '.', '?', '/../', '%2', 'a=1&', 'あ', ' ', '/ '])(
    'does not hang on %j again and again',
    (unit) => {
      for (const length of [8_000, 16_000, 10_000_000]) {
        const written = `https://example.com/${unit.repeat(length / unit.length)}x`;
        const normal = normalUrl(written);
        expect(normalUrl(normal)).toBe(normal);
      }
    },
    20_000,
  );
});

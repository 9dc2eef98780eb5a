import { expect, test } from 'vitest';
import { isNavigation } from './navigation.ts';

const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
const secure = { accept, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const plain = { accept, 'upgrade-insecure-requests': '1' };

test.each([
  ['a browser over HTTPS', 'GET', secure, true],
  ['a browser over plain HTTP', 'GET', plain, true],
  ['one that says its mode only', 'GET', { accept, 'sec-fetch-mode': 'navigate' }, true],
  ['a form that is sent', 'POST', secure, false],
  ['HEAD', 'HEAD', plain, false],
  ['a frame in another page', 'GET', { ...secure, 'sec-fetch-dest': 'iframe' }, false],
  ['a fetch by a script', 'GET', { ...secure, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, false],
  ['a fetch that asks for upgrades', 'GET', { ...plain, 'sec-fetch-mode': 'cors' }, false],
  ['a picture', 'GET', { ...secure, accept: 'image/avif,*/*' }, false],
  ['a prefetch', 'GET', { ...secure, 'sec-purpose': 'prefetch;prerender' }, false],
  ['an older prefetch', 'GET', { ...plain, purpose: 'prefetch' }, false],
  ['a prefetch of Firefox', 'GET', { ...plain, 'x-moz': 'prefetch' }, false],
  ['a crawler', 'GET', { accept }, false],
  ['curl', 'GET', { accept: '*/*' }, false],
] as const)('tells of %s (%s) whether a person goes to a page', (_, method, headers, expected) => {
  expect(isNavigation({ method, headers })).toBe(expected);
});

import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { safeBack } from './back.ts';

test.each(['/', '/bookmarks', '/bookmarks?q=%E6%B8%A9&page=2', '/a//b', '/_stagings', '/?next=//evil.example'])(
  'goes back to %s',
  (path) => {
    expect(safeBack(path)).toBe(path);
  },
);

test.each([
  '',
  'bookmarks',
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/a\r\nset-cookie: x',
  'https://evil.example/',
  'javascript:alert(1)',
  '/_staging',
  '/_staging/wake',
  '/./_staging/stay?offer=x',
  '/a/../_staging/wake',
  '/温泉',
  '/with a space',
  `/${'a'.repeat(2000)}`,
])('goes to the front instead of %j', (path) => {
  expect(safeBack(path)).toBe('/');
});

it('never leads away from the environment, whatever was sent', () => {
  const start = fc.constantFrom('', '/', '//', '/\\', '/.', '/..', '/%2f', '\\', 'http:', '/\t');
  const middle = fc.constantFrom('', '/', '\\', '..', '_staging/', '@evil.example', ':80', 'evil.example/');
  fc.assert(
    fc.property(start, middle, fc.string({ unit: 'binary-ascii' }), (...parts) => {
      const { origin, pathname } = new URL(safeBack(parts.join('')), 'https://own.example');
      expect([origin, pathname.startsWith('/_staging/')]).toEqual(['https://own.example', false]);
    }),
    { numRuns: 2000 },
  );
});

import { expect, it } from 'vitest';
import { addressed, normalKey, urlKey } from './index.ts';

it('makes all columns of an address', () => {
  const url = 'HTTPS://WWW.Example.com.:443/a/';
  expect(addressed(url)).toEqual({
    urlKey: urlKey(url),
    normalKey: normalKey('https://www.example.com/a'),
    site: 'example.com',
  });
  expect(addressed('no address').site).toBe('');
});

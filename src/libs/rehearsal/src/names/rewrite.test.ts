import { describe, expect, it } from 'vitest';
import { rewriteNames } from './rewrite.ts';

const NAMES = new Map([
  ['api.bookmark-manager-staging.internal', '127.0.8.1'],
  ['web.bookmark-manager-staging.internal', '127.0.8.2'],
]);
const ENDPOINT = 'bookmark-manager-staging.abc.ap-northeast-1.rds.amazonaws.com';
const DATABASES = [{ endpoint: ENDPOINT, host: '127.0.0.1', port: 54321 }];
const rewrite = (value: string) => rewriteNames(value, NAMES, DATABASES);

describe('names of services', () => {
  it.each([
    ['http://api.bookmark-manager-staging.internal:3001', 'http://127.0.8.1:3001'],
    [
      'http://api.bookmark-manager-staging.internal:3001/a?b=web.bookmark-manager-staging.internal',
      'http://127.0.8.1:3001/a?b=127.0.8.2',
    ],
    ['api.bookmark-manager-staging.internal', '127.0.8.1'],
    ['API.Bookmark-Manager-Staging.INTERNAL', '127.0.8.1'],
    ['http%3A%2F%2Fapi.bookmark-manager-staging.internal%3A3001', 'http%3A%2F%2F127.0.8.1%3A3001'],
    ['{"api":"http://api.bookmark-manager-staging.internal"}', '{"api":"http://127.0.8.1"}'],
  ])('are replaced in %s', (value, expected) => {
    expect(rewrite(value)).toBe(expected);
  });

  it.each([
    'http://other.api.bookmark-manager-staging.internal',
    'http://my-api.bookmark-manager-staging.internal',
    'http://api.bookmark-manager-staging.internal.example.com',
    'http://api.bookmark-manager-staging.internals',
    'http://db.bookmark-manager-staging.internal',
    'production',
    '',
  ])('leave %s as it is', (value) => {
    expect(rewrite(value)).toBe(value);
  });
});

describe('database endpoints', () => {
  it.each([
    [
      `postgresql://u:p%40x@${ENDPOINT}:5432/bookmarkdb?sslmode=verify-full`,
      'postgresql://u:p%40x@127.0.0.1:54321/bookmarkdb?sslmode=verify-full',
    ],
    [`postgresql://u:p@${ENDPOINT}/bookmarkdb`, 'postgresql://u:p@127.0.0.1:54321/bookmarkdb'],
    [`postgresql%3A%2F%2Fu%3Ap%40${ENDPOINT}%3A5432%2Fdb`, 'postgresql%3A%2F%2Fu%3Ap%40127.0.0.1%3A54321%2Fdb'],
    [`${ENDPOINT}:5432`, '127.0.0.1:54321'],
    [ENDPOINT, '127.0.0.1:54321'],
    [`host=${ENDPOINT.toUpperCase()}`, 'host=127.0.0.1:54321'],
  ])('are replaced in %s', (value, expected) => {
    expect(rewrite(value)).toBe(expected);
  });

  it('may be given with their port', () => {
    const databases = [{ endpoint: `${ENDPOINT}:5432`, host: '127.0.0.1', port: 6000 }];
    expect(rewriteNames(`postgresql://u@${ENDPOINT}:5432/db`, new Map(), databases)).toBe(
      'postgresql://u@127.0.0.1:6000/db',
    );
  });

  it('leave a longer name alone', () => {
    expect(rewrite(`replica.${ENDPOINT}:5432`)).toBe(`replica.${ENDPOINT}:5432`);
    expect(rewrite(`${ENDPOINT}.cn:5432`)).toBe(`${ENDPOINT}.cn:5432`);
  });
});

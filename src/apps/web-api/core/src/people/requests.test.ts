import { describe, expect, it } from 'vitest';
import { credentialsOf } from './credentials.ts';
import { isSameSite } from './same-site.ts';

describe('credentialsOf', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ authorization: 'Bearer bm_a-b' }, { kind: 'token', token: 'bm_a-b' }],
    [{ authorization: 'token bm_a' }, { kind: 'token', token: 'bm_a' }],
    [{ authorization: 'Basic eDp5' }, { kind: 'none' }],
    [{ authorization: 'Bearer ' }, { kind: 'none' }],
    [{ cookie: 'session=a.b.c' }, { kind: 'session', token: 'a.b.c' }],
    [{ cookie: 'x=1; session=a.b.c; session=d' }, { kind: 'session', token: 'a.b.c' }],
    [{ cookie: 'mysession=a; x' }, { kind: 'none' }],
    [
      { authorization: 'Bearer t', cookie: 'session=a' },
      { kind: 'token', token: 't' },
    ],
    [{ authorization: 'Basic x', cookie: 'session=a' }, { kind: 'none' }],
  ])('of %j are %j', (headers, credentials) => {
    expect(credentialsOf(headers)).toEqual(credentials);
  });
});

describe('isSameSite', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://a.test', host: 'a.test' }, false],
    [{ origin: 'https://a.test', host: 'a.test' }, true],
    [{ origin: 'https://a.test:8443', host: 'a.test' }, false],
    [{ origin: 'null', host: 'a.test' }, false],
    [{ host: 'a.test' }, true],
  ])('of %j is %s', (headers, same) => {
    expect(isSameSite(headers)).toBe(same);
  });
});

import { describe, expect, it } from 'vitest';
import { isSigned, type Signed } from './signature.ts';

// The example of AWS's documentation: its keys are nobody's, its signature is known.
const KEY = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const SCOPE = `${KEY}/20150830/us-east-1/iam/aws4_request`;
const SIGNATURE = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const authorization = `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=content-type;host;x-amz-date, Signature=${SIGNATURE}`;
const request = (more: Partial<Signed> = {}, headers: Record<string, string> = {}): Signed => ({
  method: 'GET',
  path: '/',
  query: 'Action=ListUsers&Version=2010-05-08',
  headers: Object.entries({
    Host: 'iam.amazonaws.com',
    'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
    'X-Amz-Date': '20150830T123600Z',
    Authorization: authorization,
    ...headers,
  }).flat(),
  body: Buffer.alloc(0),
  ...more,
});
const secretOf = (key: string) => (key === KEY ? SECRET : undefined);
const NOW = new Date('2015-08-30T12:38:00Z');

describe('a signature', () => {
  it('that AWS documents is good', () => {
    expect(isSigned(request(), 'iam', secretOf, NOW)).toBe(true);
  });

  it.each([
    ['another query', request({ query: 'Action=DeleteUser&Version=2010-05-08' }), 'iam', NOW],
    ['another method', request({ method: 'POST' }), 'iam', NOW],
    ['another path', request({ path: '/a' }), 'iam', NOW],
    ['a body', request({ body: Buffer.from('x') }), 'iam', NOW],
    ['another host', request({}, { Host: 'evil.test' }), 'iam', NOW],
    ['another service', request(), 'execute-api', NOW],
    ['another key', request({}, { Authorization: authorization.replace(KEY, 'AKIDOTHER') }), 'iam', NOW],
    ['no signature', request({}, { Authorization: 'Bearer x' }), 'iam', NOW],
    ['a time long ago', request(), 'iam', new Date('2015-08-30T12:50:00Z')],
  ])('is not good for %s', (_, asked, service, now) => {
    expect(isSigned(asked, service, secretOf, now)).toBe(false);
  });
});

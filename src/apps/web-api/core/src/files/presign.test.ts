import { describe, expect, it } from 'vitest';
import { signedAddress, uploadForm } from './presign.ts';

// The example of AWS's documentation: its keys are nobody's, its signature is known.
const signer = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const now = new Date('2013-05-24T00:00:00.000Z');
const bucket = 'https://examplebucket.s3.amazonaws.com/';

describe('an address', () => {
  it('is signed as the documentation of AWS has it', () => {
    const address = signedAddress(signer, { bucket, key: 'test.txt', seconds: 86_400 }, now);
    expect(new URL(address).searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('says how the file is to be kept, and has the token of credentials that end', () => {
    const answer = { 'response-content-disposition': 'attachment; filename="a b.html"' };
    const more = { bucket: 'http://127.0.0.1:4599/assets/', key: 'exports/u/1', seconds: 60, answer };
    const { pathname, host, searchParams } = new URL(signedAddress({ ...signer, sessionToken: 't/+' }, more, now));
    expect([host, pathname]).toEqual(['127.0.0.1:4599', '/assets/exports/u/1']);
    expect(Object.fromEntries(searchParams)).toMatchObject({ ...answer, 'X-Amz-Security-Token': 't/+' });
  });
});

describe('a form', () => {
  const wanted = { bucket, name: 'examplebucket', key: 'imports/u/1', type: 'application/octet-stream' };
  const form = uploadForm({ ...signer, sessionToken: 't' }, { ...wanted, mostBytes: 1000, seconds: 300 }, now);

  it('lets one file of a size under one key, for a while', () => {
    expect(JSON.parse(Buffer.from(form.fields.policy ?? '', 'base64').toString())).toEqual({
      expiration: '2013-05-24T00:05:00.000Z',
      conditions: [
        { bucket: 'examplebucket' },
        ['content-length-range', 1, 1000],
        { key: 'imports/u/1' },
        { 'content-type': 'application/octet-stream' },
        { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
        { 'x-amz-credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request' },
        { 'x-amz-date': '20130524T000000Z' },
        { 'x-amz-security-token': 't' },
      ],
    });
  });

  it('has every field that its policy names, and a signature that covers the policy', () => {
    const { policy, 'x-amz-signature': signature, ...fields } = form.fields;
    expect([form.url, Object.keys(fields)]).toEqual([
      bucket,
      ['key', 'content-type', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-security-token'],
    ]);
    const other = uploadForm({ ...signer, sessionToken: 't' }, { ...wanted, mostBytes: 1001, seconds: 300 }, now);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect([other.fields.policy === policy, other.fields['x-amz-signature'] === signature]).toEqual([false, false]);
  });
});

import { describe, expect, it } from 'vitest';
import { directUploads } from './direct-uploads.ts';
import { policyWith } from './policy.ts';

const env = { FRONT_DOOR: 'http-api', ASSETS_BUCKET: 'assets', AWS_REGION: 'ap-northeast-1' };

describe('a file that is too large for the door', () => {
  it.each([
    [env, 'https://assets.s3.ap-northeast-1.amazonaws.com'],
    [{ ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:4599/' }, 'http://127.0.0.1:4599'],
    [{ ...env, FRONT_DOOR: 'alb' }, undefined],
    [{ ...env, FRONT_DOOR: undefined }, undefined],
    [{ ...env, ASSETS_BUCKET: '' }, undefined],
    [{ ...env, AWS_REGION: undefined }, undefined],
  ])('with %j goes to %s', (given, origin) => {
    expect(directUploads(given)?.origin).toBe(origin);
  });
});

describe('the policy of a page', () => {
  it('lets a script connect to us, and to the bucket where files go there', () => {
    expect(policyWith('n')).toContain("connect-src 'self';");
    expect(policyWith('n', 'https://assets.test')).toContain("connect-src 'self' https://assets.test;");
  });
});

import { expect, it } from 'vitest';
import { type Bucket, take } from './throttle.ts';

const STAGE = { perSecond: 50, burst: 100 };

function grantedOf(requests: number, bucket: Bucket | undefined, nowMs: number) {
  let granted = 0;
  let now = bucket;
  for (let count = 0; count < requests; count++) {
    const taken = take(now, STAGE, nowMs);
    granted += taken.granted ? 1 : 0;
    now = taken.bucket;
  }
  return { granted, bucket: now };
}

it('lets a burst through, then so many a second', () => {
  const first = grantedOf(150, undefined, 0);
  expect(first.granted).toBe(100);
  const second = grantedOf(150, first.bucket, 1_000);
  expect(second.granted).toBe(50);
  expect(grantedOf(150, second.bucket, 60_000).granted).toBe(100);
});

it('gives nothing for a part of a token, and does not lose it', () => {
  const { bucket } = grantedOf(100, undefined, 0);
  const early = take(bucket, STAGE, 10);
  expect(early.granted).toBe(false);
  expect(take(early.bucket, STAGE, 20).granted).toBe(true);
});

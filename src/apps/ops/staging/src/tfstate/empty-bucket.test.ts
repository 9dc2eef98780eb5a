import { describe, expect, it } from 'vitest';
import { emptyAndDelete } from './empty-bucket.ts';
import type { Place } from './place.ts';
import { s3Place } from './s3-place.ts';
import { fakeS3, stateText } from './testing.ts';

const key = 'staging/network/terraform.tfstate';
const none = stateText({ serial: 9, resources: [] });

/** States in files, of which only this one is there. */
const local = (text: string | undefined): Place => ({
  backend: 'local',
  where: (unit) => `state/${unit}/terraform.tfstate`,
  read: async () => (text === undefined ? undefined : { text, at: new Date(0) }),
  write: async () => undefined,
  remove: async () => undefined,
  holder: async () => undefined,
});

const bucketWith = (text: string) => {
  const bucket = fakeS3();
  bucket.objects.set(key, text);
  return bucket;
};

describe('the bucket of the states', () => {
  it.each([
    ['a state that manages nothing', stateText({ resources: [] }), local(undefined)],
    ['the former version of a local state that manages nothing any more', stateText(), local(none)],
  ])('goes with %s', async (_what, text, inUse) => {
    const bucket = bucketWith(text);
    await emptyAndDelete(bucket, inUse);
    expect([bucket.exists, bucket.objects.size]).toEqual([false, 0]);
  });

  it.each([
    ['whose unit has no other', stateText(), local(undefined)],
    ['that is newer than the local one', stateText({ serial: 12 }), local(none)],
    ['of another history', stateText({ lineage: 'another' }), local(stateText())],
  ])('stays with a state that manages something, %s', async (_what, text, inUse) => {
    const bucket = bucketWith(text);
    await expect(emptyAndDelete(bucket, inUse)).rejects.toThrow('the state of network in it still manages something');
    expect([bucket.exists, bucket.objects.size]).toEqual([true, 1]);
  });

  it('stays while it is in use and manages something', async () => {
    const bucket = bucketWith(stateText());
    await expect(emptyAndDelete(bucket, s3Place(bucket))).rejects.toThrow('still manages something');
  });
});

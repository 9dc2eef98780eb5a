import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { StagingError } from '../errors.ts';
import { parseState } from './parse.ts';
import { type Bucket, s3Place } from './s3-place.ts';

/**
 * Deletes every version of every object, and the bucket.
 * @throws StagingError while a state in it still manages something
 */
export async function emptyAndDelete(bucket: Bucket): Promise<void> {
  const { s3, name, account } = bucket;
  const ours = { Bucket: name, ExpectedBucketOwner: account };
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand(ours));
    const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (all.length === 0) break;
    for (const { Key = '' } of page.Versions ?? []) await refuseLiving(bucket, Key);
    const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ ...ours, Delete: { Objects, Quiet: true } }));
    const [error] = Errors;
    if (error) throw new StagingError(`${error.Key} in ${name} cannot be deleted: ${error.Message ?? error.Code}.`);
  }
  await s3.send(new DeleteBucketCommand(ours));
}

async function refuseLiving(bucket: Bucket, key: string): Promise<void> {
  const unit = /^staging\/([^/]+)\/terraform\.tfstate$/.exec(key)?.[1];
  const kept = unit && (await s3Place(bucket).read(unit));
  if (!kept || parseState(kept.text, key).resources.length === 0) return;
  throw new StagingError(`${bucket.name} stays: the state of ${unit} in it still manages something.`, {
    hint: 'staging tfstate show',
  });
}

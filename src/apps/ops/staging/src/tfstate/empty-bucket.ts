import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { StagingError } from '../errors.ts';
import { decideStep } from './decide.ts';
import { parseState } from './parse.ts';
import type { Place } from './place.ts';
import { type Bucket, s3Place } from './s3-place.ts';

/**
 * Deletes every version of every object, and the bucket.
 * @param inUse where the states are kept now: what it has in a newer version may go, whatever the former one says
 * @throws StagingError while a state in it still manages something
 */
export async function emptyAndDelete(bucket: Bucket, inUse: Place): Promise<void> {
  const { s3, name, account } = bucket;
  const ours = { Bucket: name, ExpectedBucketOwner: account };
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand(ours));
    const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (all.length === 0) break;
    for (const { Key = '' } of page.Versions ?? []) await refuseLiving(bucket, inUse, Key);
    const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ ...ours, Delete: { Objects, Quiet: true } }));
    const [error] = Errors;
    if (error) throw new StagingError(`${error.Key} in ${name} cannot be deleted: ${error.Message ?? error.Code}.`);
  }
  await s3.send(new DeleteBucketCommand(ours));
}

async function refuseLiving(bucket: Bucket, inUse: Place, key: string): Promise<void> {
  const unit = /^staging\/([^/]+)\/terraform\.tfstate$/.exec(key)?.[1];
  const kept = unit && (await s3Place(bucket).read(unit));
  if (!kept) return;
  const state = parseState(kept.text, key);
  if (state.resources.length === 0) return;
  const newer = inUse.backend === 's3' ? undefined : await inUse.read(unit);
  if (newer) {
    const found = { text: newer.text, state: parseState(newer.text, inUse.where(unit)) };
    if (decideStep({ text: kept.text, state }, found).kind === 'moved') return;
  }
  throw new StagingError(`${bucket.name} stays: the state of ${unit} in it still manages something.`, {
    hint: `${inUse.backend === 's3' ? '' : `It is no former one of ${inUse.where(unit)}. `}staging tfstate show`,
  });
}

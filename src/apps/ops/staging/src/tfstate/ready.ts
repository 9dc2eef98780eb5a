import type { Context } from '../command.ts';
import { confirm } from '../target/confirm.ts';
import type { Target } from '../target/target.ts';
import { backendOf } from './backend.ts';
import { bucketExists, ensureBucket } from './bucket.ts';
import { openBucket } from './open.ts';

/** Before anything is applied: states that belong into a bucket need one. After a `down --all` it is not there. */
export async function readyBackend({ config, io }: Context, target: Target, yes: boolean): Promise<void> {
  if ((await backendOf(config, target)) === 'local') return;
  const bucket = await openBucket(target);
  if (await bucketExists(bucket)) return;
  const what = `The states belong into the bucket ${bucket.name}, which is not there: it will be made.`;
  await confirm(target, io, { what, yes, always: false });
  await ensureBucket(bucket, { onlyTls: target.kind === 'aws' });
}

import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Target } from '../target/target.ts';
import { stateBucket } from './bucket.ts';
import { localPlace } from './local-place.ts';
import type { Backend, Place } from './place.ts';
import { type Bucket, type S3Place, s3Place } from './s3-place.ts';

/** The folder in which a target's local states lie, one folder for each unit. */
export function localFolder(
  config: Pick<Config, 'unitsDirectory' | 'rehearsalDirectory'>,
  target: Pick<Target, 'kind'>,
) {
  return target.kind === 'aws' ? config.unitsDirectory : join(config.rehearsalDirectory, 'state');
}

export type Places = { local: Place; s3: S3Place; bucket: Bucket };

/** Both places in which a target's states can be. Asks AWS whose account it is. */
export async function openPlaces(config: Config, target: Target): Promise<Places> {
  const bucket = await openBucket(target);
  return { local: localPlace(localFolder(config, target)), s3: s3Place(bucket), bucket };
}

/** The place of one backend; AWS is asked only when it is there. */
export async function openPlace(config: Config, target: Target, backend: Backend): Promise<Place> {
  return backend === 'local' ? localPlace(localFolder(config, target)) : s3Place(await openBucket(target));
}

export async function openBucket(target: Target): Promise<Bucket> {
  const { Account } = await new STSClient(target.clientOptions).send(new GetCallerIdentityCommand({}));
  if (!Account) throw new StagingError('AWS does not say which account this is.');
  // An emulator answers at an address, which has no names below it.
  const s3 = new S3Client({ ...target.clientOptions, forcePathStyle: target.kind === 'rehearsal' });
  return { s3, name: stateBucket(Account), account: Account };
}

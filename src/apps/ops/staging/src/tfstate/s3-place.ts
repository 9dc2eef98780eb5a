import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseLockInfo } from './lock-info.ts';
import type { Kept, Place } from './place.ts';

/** A bucket, and the account that has to own it: nothing is read from or written to another's. */
export type Bucket = { s3: Pick<S3Client, 'send'>; name: string; account: string };

export type S3Place = Place & {
  /** Takes the lock as Terraform does with `use_lockfile`. false: somebody has it. */
  lock(unit: string, info: string): Promise<boolean>;
  unlock(unit: string): Promise<void>;
};

/** States in a bucket, as `remote_state` in envs/root.hcl says: the key is the unit's folder below `envs`. */
export function s3Place({ s3, name, account }: Bucket): S3Place {
  const of = (unit: string, ending = '') => ({
    Bucket: name,
    ExpectedBucketOwner: account,
    Key: `staging/${unit}/terraform.tfstate${ending}`,
  });
  const read = async (unit: string, ending = ''): Promise<Kept | undefined> => {
    try {
      const answer = await s3.send(new GetObjectCommand(of(unit, ending)));
      const text = (await answer.Body?.transformToString()) ?? '';
      return text === '' ? undefined : { text, at: answer.LastModified ?? new Date(0) };
    } catch (error) {
      if (isNamed(error, 'NoSuchKey', 'NoSuchBucket', 'NotFound')) return undefined;
      throw error;
    }
  };
  const put = { ContentType: 'application/json', ServerSideEncryption: 'AES256' } as const;
  return {
    backend: 's3',
    where: (unit) => `s3://${name}/${of(unit).Key}`,
    read,
    async write(unit, text) {
      await s3.send(new PutObjectCommand({ ...of(unit), ...put, Body: text }));
    },
    async remove(unit) {
      await s3.send(new DeleteObjectCommand(of(unit)));
    },
    async holder(unit) {
      return parseLockInfo((await read(unit, LOCK))?.text ?? '');
    },
    async lock(unit, info) {
      try {
        await s3.send(new PutObjectCommand({ ...of(unit, LOCK), ...put, Body: info, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (isNamed(error, 'PreconditionFailed', 'ConditionalRequestConflict')) return false;
        throw error;
      }
    },
    async unlock(unit) {
      await s3.send(new DeleteObjectCommand(of(unit, LOCK)));
    },
  };
}

const LOCK = '.tflock';

export function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

import {
  CreateBucketCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { REGION } from '../names.ts';
import { type Bucket, isNamed } from './s3-place.ts';

/** Bucket names are unique in the whole world: ours ends in the account. The same stands in envs/root.hcl. */
export const stateBucket = (account: string): string => `bookmark-manager-terraform-state-${account}`;

/** @throws StagingError when the bucket belongs to another account */
export async function bucketExists({ s3, name, account }: Bucket): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    // An answer to HEAD has no body that would name its error.
    const status = statusOf(error);
    if (status === 404) return false;
    if (status === 403) throw notOurs(name, account, error);
    throw error;
  }
}

/**
 * Makes the bucket of the states, or puts one right that is there: every version kept, encrypted, closed to the public,
 * reached over TLS only. `onlyTls` is false where an emulator answers, which would take that for "nobody".
 * @throws StagingError when the name belongs to another account
 */
export async function ensureBucket(bucket: Bucket, { onlyTls }: { onlyTls: boolean }): Promise<void> {
  const { s3, name, account } = bucket;
  const ours = { Bucket: name, ExpectedBucketOwner: account };
  if (!(await bucketExists(bucket))) await create(bucket);
  await s3.send(new PutBucketVersioningCommand({ ...ours, VersioningConfiguration: { Status: 'Enabled' } }));
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  await s3.send(new PutBucketEncryptionCommand({ ...ours, ServerSideEncryptionConfiguration: { Rules } }));
  const closed = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await s3.send(new PutPublicAccessBlockCommand({ ...ours, PublicAccessBlockConfiguration: closed }));
  if (onlyTls) await s3.send(new PutBucketPolicyCommand({ ...ours, Policy: JSON.stringify(tlsOnly(name)) }));
}

const answered = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });

function statusOf(error: unknown): number | undefined {
  return answered.safeParse(error).data?.$metadata.httpStatusCode;
}

async function create({ s3, name, account }: Bucket): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  try {
    await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
  } catch (error) {
    // Two people at once: the other one was quicker.
    if (isNamed(error, 'BucketAlreadyOwnedByYou')) return;
    throw isNamed(error, 'BucketAlreadyExists') ? notOurs(name, account, error) : error;
  }
}

export function tlsOnly(name: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

function notOurs(name: string, account: string, cause: unknown): StagingError {
  return new StagingError(
    `The bucket ${name} is not one that account ${account} owns and may use: nothing is put there.`,
    {
      hint: `Whose is it? aws s3api head-bucket --bucket ${name} --expected-bucket-owner ${account}`,
      cause,
    },
  );
}

import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { RDSClient } from '@aws-sdk/client-rds';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { type DescribedDatabase, describeDatabase } from '../database/described.ts';
import { PREFIX, SERVICES, serviceName } from '../names.ts';
import type { Target } from '../target/target.ts';
import { openBucket } from '../tfstate/open.ts';
import { type DatabaseSnapshot, listSnapshots } from './snapshots.ts';

/** What would be gone after a `down`, as far as AWS can say it. null: there is no such thing. */
export type Losses = {
  database: (Pick<DescribedDatabase, 'status' | 'engine'> & { snapshot: DatabaseSnapshot | undefined }) | null;
  /** How many images each repository has. */
  images: Record<string, number | null>;
  /** How many objects the bucket has, and whether there are more than were counted. */
  objects: { count: number; more: boolean } | null;
};

export async function readLosses(target: Target): Promise<Losses> {
  const rds = new RDSClient(target.clientOptions);
  const ecr = new ECRClient(target.clientOptions);
  const [found, [snapshot], objects, ...images] = await Promise.all([
    describeDatabase(rds),
    listSnapshots(rds),
    orNull(countObjects(target)),
    ...SERVICES.map(async (service) => [service, await orNull(countImages(ecr, serviceName(service)))] as const),
  ]);
  const database = found && { status: found.status, engine: found.engine, snapshot };
  return { database, images: Object.fromEntries(images), objects };
}

async function countImages(ecr: ECRClient, repositoryName: string): Promise<number> {
  return (await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1000 }))).imageDetails?.length ?? 0;
}

async function countObjects(target: Target): Promise<{ count: number; more: boolean }> {
  const { s3, account } = await openBucket(target);
  const Bucket = `${PREFIX}-assets-${account}`;
  const page = await s3.send(new ListObjectsV2Command({ Bucket, ExpectedBucketOwner: account }));
  return { count: page.KeyCount ?? 0, more: page.IsTruncated === true };
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && /^(NoSuchBucket|NotFound|RepositoryNotFound)/.test(error.name)) return null;
    throw error;
  }
}

/** What is lost, a line for each; `kept` is the name of the snapshot that will be taken first. */
export function sayLosses({ database, images, objects }: Losses, kept: string | undefined, now: Date): string[] {
  const repositories = Object.entries(images).flatMap(([name, count]) => (count === null ? [] : [`${name} ${count}`]));
  return [
    'This destroys all units, and with them:',
    ...(database ? [`  the database with all its rows: ${sayRows(database.snapshot, kept, now)}`] : []),
    ...(repositories.length > 0 ? [`  all images (${repositories.join(', ')})`] : []),
    ...(objects
      ? [`  the bucket of static assets with ${objects.count}${objects.more ? ' and more' : ''} objects`]
      : []),
    '  the secrets that Terraform made (DATABASE_URL, DATABASE_ADMIN_URL, JWT_SECRET)',
  ];
}

/** What becomes of the rows: `kept` is the name of a snapshot that will be taken first. */
export function sayRows(snapshot: DatabaseSnapshot | undefined, kept: string | undefined, now: Date): string {
  if (kept) return `they are kept in the snapshot ${kept}, which is taken first`;
  if (!snapshot) return 'no snapshot has them, and none is taken';
  const hours = Math.floor((now.getTime() - snapshot.at.getTime()) / 3_600_000);
  const age = hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
  return `the last snapshot ${snapshot.id} is ${age} old (of a database of ${snapshot.gib} GiB), and none is taken now`;
}

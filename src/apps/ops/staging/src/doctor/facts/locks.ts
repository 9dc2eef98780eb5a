import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Config } from '../../config.ts';
import type { Target } from '../../target/target.ts';
import { listUnits } from '../../terragrunt/run.ts';
import { orNull } from '../look.ts';
import { readAccount } from './account.ts';
import { readEnvHcl } from './env-hcl.ts';

/** A state that somebody is changing, or whose lock was left behind. */
export type Lock = {
  unit: string;
  who: string;
  operation: string;
  since: Date;
  id: string;
  /** A lock on disk is held by the system for a process: a file that is left behind keeps nobody out. */
  local: boolean;
};

export async function readLocks(config: Config, target: Target): Promise<Lock[]> {
  const { backend } = await readEnvHcl(config);
  return backend === 's3' && target.kind === 'aws' ? inBucket(target) : onDisk(config, target);
}

async function onDisk(config: Config, target: Target): Promise<Lock[]> {
  const folder = target.kind === 'rehearsal' ? join(config.rehearsalDirectory, 'state') : config.unitsDirectory;
  const read = async (unit: string) => {
    const text = await readFile(join(folder, unit, '.terraform.tfstate.lock.info'), 'utf8').catch(() => '');
    return lockOf(unit, text, true);
  };
  return (await Promise.all((await listUnits(config.unitsDirectory)).map(read))).flat();
}

async function inBucket(target: Target): Promise<Lock[]> {
  const { id } = await readAccount(target.clientOptions);
  const s3 = new S3Client(target.clientOptions);
  const Bucket = `bookmark-manager-terraform-state-${id}`;
  const listed = await orNull(s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'staging/' })));
  const keys = (listed?.Contents ?? []).flatMap(({ Key = '' }) => (Key.endsWith('.tflock') ? [Key] : []));
  const read = async (Key: string) => {
    const found = await orNull(s3.send(new GetObjectCommand({ Bucket, Key })));
    return lockOf(Key.split('/')[1] ?? Key, (await found?.Body?.transformToString()) ?? '', false);
  };
  return (await Promise.all(keys.map(read))).flat();
}

const info = z.object({ ID: z.string(), Who: z.string(), Operation: z.string(), Created: z.coerce.date() });

/** What Terraform writes into a lock; nothing when it is gone meanwhile. */
export function lockOf(unit: string, text: string, local: boolean): Lock[] {
  if (text === '') return [];
  try {
    const { ID: id, Who: who, Operation: operation, Created: since } = info.parse(JSON.parse(text));
    return [{ unit, who, operation, since, id, local }];
  } catch {
    return [{ unit, who: 'somebody', operation: 'something', since: new Date(0), id: '', local }];
  }
}

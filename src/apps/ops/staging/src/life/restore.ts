import { RDSClient } from '@aws-sdk/client-rds';
import type { PlanSummary } from '@bookmark-manager/plan';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Target } from '../target/target.ts';
import { chooseSnapshot, listSnapshots } from './snapshots.ts';

/**
 * The target, with the database module told which snapshot a new instance is made of. Terraform ignores that afterwards, so
 * it is said once and stands in no file.
 * @throws StagingError when there is no such snapshot
 */
export async function restoring<T extends Target>(target: T, io: Pick<Io, 'err'>, wanted: string): Promise<T> {
  const { id, at, gib } = chooseSnapshot(await listSnapshots(new RDSClient(target.clientOptions)), wanted);
  io.err(`The database will be the one of ${id} (${at.toISOString()}, ${gib} GiB).`);
  return { ...target, environment: { ...target.environment, TF_VAR_snapshot_identifier: id } };
}

const DATABASE = 'aws_db_instance.this';

/** What Terraform says of a resource that an interruption left half made: nobody has used it. */
const HALF_MADE = 'its creation was cut short';

/** @throws StagingError when plans would not make a database: one that is there is never written over */
export function refuseRestoreOver(plans: Record<string, PlanSummary>): void {
  const { add = [], remove = [] } = plans.database ?? {};
  const former = remove.find(({ address }) => address === DATABASE);
  if (add.includes(DATABASE) && (!former || former.why === HALF_MADE)) return;
  throw new StagingError('There is a database already, and a snapshot is restored into a new one only.', {
    hint: 'staging down --snapshot keeps what is in it; then staging up --restore.',
  });
}

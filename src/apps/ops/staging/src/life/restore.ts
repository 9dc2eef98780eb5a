import { RDSClient } from '@aws-sdk/client-rds';
import type { PlanSummary } from '@bookmark-manager/plan';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Target } from '../target/target.ts';
import { ENGINE_CALLS } from './engine-calls.ts';
import { chooseSnapshot, listSnapshots } from './snapshots.ts';

/**
 * The target, with the database module told which snapshot a new instance is made of. Terraform ignores that afterwards, so
 * it is said once and stands in no file. With it, of which engine the snapshot is.
 * @throws StagingError when there is no such snapshot
 */
export async function restoring<T extends Target>(
  target: T,
  io: Pick<Io, 'err'>,
  wanted: string,
): Promise<{ target: T; engine: DatabaseEngine }> {
  const { id, at, gib, engine } = chooseSnapshot(await listSnapshots(new RDSClient(target.clientOptions)), wanted);
  io.err(`The database will be the one of ${id} (${at.toISOString()}, ${gib} GiB).`);
  return {
    target: { ...target, environment: { ...target.environment, TF_VAR_snapshot_identifier: id } },
    engine,
  };
}

/** What Terraform says of a resource that an interruption left half made: nobody has used it. */
export const HALF_MADE = 'its creation was cut short';

/**
 * @throws StagingError when plans would not make a database of the snapshot's engine, or one is there: that is never written over
 */
export function refuseRestoreOver(plans: Record<string, PlanSummary>, engine: DatabaseEngine): void {
  const { add = [], remove = [] } = plans.database ?? {};
  const { address: ours, name } = ENGINE_CALLS[engine];
  const made = Object.values(ENGINE_CALLS).find(({ address }) => add.includes(address));
  if (made && made.address !== ours) {
    throw new StagingError(`The snapshot is of ${name}, and the shape has ${made.name}.`, {
      hint: 'Name a snapshot of that, or choose in env.hcl a shape with the engine of this one.',
    });
  }
  const former = remove.find(({ address }) => address === ours);
  if (made && (!former || former.why === HALF_MADE)) return;
  throw new StagingError('There is a database already, and a snapshot is restored into a new one only.', {
    hint: 'staging down --snapshot keeps what is in it; then staging up --restore.',
  });
}

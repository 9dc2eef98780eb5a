import { RDSClient } from '@aws-sdk/client-rds';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { PlanSummary } from '@bookmark-manager/plan';
import { migrationsParameter } from '@bookmark-manager/schedule';
import { describeDatabase } from '../database/described.ts';
import { StagingError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { DATABASE, PARAMETERS } from '../names.ts';
import type { Target } from '../target/target.ts';
import { sayRows } from './losses.ts';
import { HALF_MADE } from './restore.ts';
import { listSnapshots } from './snapshots.ts';

/** What holds rows; the instances of a cluster hold none. */
const WITH_ROWS = ['aws_db_instance', 'aws_rds_cluster'];

/** The databases that plans would destroy with all that is in them; one whose making was cut short has nothing. */
export function databasesLost(plans: Record<string, PlanSummary>): string[] {
  return Object.values(plans).flatMap(({ remove }) =>
    remove.flatMap(({ type, why, address }) => (WITH_ROWS.includes(type) && why !== HALF_MADE ? [address] : [])),
  );
}

/**
 * Asks for the database's name before it is lost: `--yes` says nothing about that, `--lose <name>` does.
 * Whether anything is lost.
 * @throws StagingError when the name is another, or nobody is there to give it
 */
export async function confirmLoss(
  target: Target,
  io: Io,
  plans: Record<string, PlanSummary>,
  { lose, now }: { lose: string | undefined; now: Date },
): Promise<boolean> {
  const lost = databasesLost(plans);
  if (lost.length === 0) return false;
  const rds = new RDSClient(target.clientOptions);
  // Where it is gone already, only the state remembers it.
  if ((await describeDatabase(rds)) === null) return false;
  const [snapshot] = await listSnapshots(rds);
  io.err(`This destroys the database ${DATABASE} (${lost.join(', ')}) and all that is in it.`);
  io.err(`Its rows: ${sayRows(snapshot, undefined, now)}.`);
  const name = lose ?? (await io.ask(`Type its name to lose it: `));
  if (name === undefined)
    throw usageError(
      'This would lose the database, and nobody is here to be asked.',
      `In a script, add --lose ${DATABASE}; --yes does not cover it.`,
    );
  if (name.trim() !== DATABASE) {
    throw new StagingError(`"${name.trim()}" is not the database's name. Nothing was changed.`, {
      hint: `Its name is ${DATABASE}. To keep its rows: staging db dump rows.dump, and afterwards staging db restore rows.dump`,
    });
  }
  return true;
}

/** A new database has none of the migrations: a service that woke on it would fail. */
export async function forgetMigrations(target: Target): Promise<void> {
  const Name = migrationsParameter(PARAMETERS);
  await new SSMClient(target.clientOptions).send(new DeleteParameterCommand({ Name })).catch((error: Error) => {
    if (error.name !== 'ParameterNotFound') throw error;
  });
}

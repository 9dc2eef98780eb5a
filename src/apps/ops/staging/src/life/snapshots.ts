import {
  CreateDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
  StartDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import { takeHold } from '../leases/hold.ts';
import { DATABASE } from '../names.ts';
import { poll } from '../poll.ts';
import { callScheduler } from '../scheduler-call.ts';
import type { Target } from '../target/target.ts';

/** RDS's copy of the whole database at a moment. */
export type DatabaseSnapshot = { id: string; at: Date; gib: number; status: string };

type Rds = Pick<RDSClient, 'send'>;

/** The database's snapshots, the newest first; also after the database itself is gone. */
export async function listSnapshots(rds: Rds): Promise<DatabaseSnapshot[]> {
  const request = new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: DATABASE });
  const { DBSnapshots = [] } = await rds.send(request);
  return DBSnapshots.map((each) => ({
    id: each.DBSnapshotIdentifier ?? '',
    at: each.SnapshotCreateTime ?? new Date(0),
    gib: each.AllocatedStorage ?? 0,
    status: each.Status ?? '',
  })).sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** The snapshot that a person names, or the `latest`. @throws StagingError when there is none like that */
export function chooseSnapshot(snapshots: readonly DatabaseSnapshot[], wanted: string): DatabaseSnapshot {
  const usable = snapshots.filter(({ status }) => status === 'available');
  const found = wanted === 'latest' ? usable[0] : usable.find(({ id }) => id === wanted);
  if (found) return found;
  const known = usable.map(({ id }) => id).join(', ');
  throw new StagingError(
    wanted === 'latest'
      ? 'There is no snapshot of the database.'
      : `There is no snapshot "${wanted}" that is available.`,
    { hint: known ? `There is ${known}.` : 'Without --restore the database begins empty.' },
  );
}

export const snapshotName = (now: Date): string =>
  `${DATABASE}-final-${now
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .toLowerCase()}`;

/** The database's status; undefined when there is no database. */
export async function databaseStatus(rds: Rds): Promise<string | undefined> {
  try {
    const answer = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: DATABASE }));
    return answer.DBInstances?.[0]?.DBInstanceStatus;
  } catch (error) {
    if (error instanceof Error && /^DBInstanceNotFound/.test(error.name)) return undefined;
    throw error;
  }
}

/** RDS needs ten minutes to start a database, and as long to copy one. */
const PATIENCE = { limitMs: 40 * 60_000, everyMs: 1000, next: 'staging down goes on from here.' };

/** Takes a snapshot under a hold, which wakes the database if it sleeps, and waits for it. Returns its name. */
export async function takeSnapshot(target: Target, io: Io, id: string): Promise<string> {
  const rds = new RDSClient(target.clientOptions);
  await using _ = await takeHold(target, {
    why: 'takes a last snapshot',
    only: 'database',
    warn: (text) => io.err(text),
  });
  if ((await databaseStatus(rds)) !== 'available') await wake(target, rds, io);
  io.err(`Taking the snapshot ${id} …`);
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: DATABASE, DBSnapshotIdentifier: id }));
  await poll(
    io.signal,
    'the snapshot',
    async () => {
      const status = (await listSnapshots(rds)).find((each) => each.id === id)?.status;
      if (status === 'failed') throw new StagingError(`The snapshot ${id} failed.`, { hint: 'Nothing was destroyed.' });
      return status === 'available' || undefined;
    },
    PATIENCE,
  );
  return id;
}

async function wake(target: Target, rds: Rds, io: Io): Promise<void> {
  io.err('The database sleeps: it is woken for its snapshot (on AWS about ten minutes).');
  // Where half is destroyed already there may be no scheduler.
  await callScheduler(target, { action: 'reconcile' }).catch(() => undefined);
  await poll(
    io.signal,
    'the database',
    async () => {
      const status = await databaseStatus(rds);
      if (status === 'stopped') {
        await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: DATABASE })).catch((error: Error) => {
          // The scheduler was faster.
          if (!/^InvalidDBInstanceState/.test(error.name)) throw error;
        });
      }
      return status === 'available' || undefined;
    },
    PATIENCE,
  );
}

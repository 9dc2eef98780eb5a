import { DescribeDBClusterSnapshotsCommand, DescribeDBSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import { describeDatabase } from '../database/described.ts';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import { takeHold } from '../leases/hold.ts';
import { DATABASE } from '../names.ts';
import { poll } from '../poll.ts';
import { callScheduler } from '../scheduler-call.ts';
import type { Target } from '../target/target.ts';
import { ENGINE_CALLS } from './engine-calls.ts';

/** RDS's copy of the whole database at a moment. */
export type DatabaseSnapshot = { id: string; at: Date; gib: number; status: string; engine: DatabaseEngine };

type Rds = Pick<RDSClient, 'send'>;

/** The database's snapshots, of either engine, the newest first; also after the database itself is gone. */
export async function listSnapshots(rds: Rds): Promise<DatabaseSnapshot[]> {
  const [{ DBSnapshots = [] }, { DBClusterSnapshots = [] }] = await Promise.all([
    rds.send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: DATABASE })),
    rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: DATABASE })),
  ]);
  const all = [
    ...DBSnapshots.map((each) => ({ each, id: each.DBSnapshotIdentifier, engine: 'rds' as const })),
    ...DBClusterSnapshots.map((each) => ({
      each,
      id: each.DBClusterSnapshotIdentifier,
      engine: 'aurora-serverless-v2' as const,
    })),
  ];
  return all
    .map(({ each, id = '', engine }) => ({
      id,
      engine,
      at: each.SnapshotCreateTime ?? new Date(0),
      gib: each.AllocatedStorage ?? 0,
      status: each.Status ?? '',
    }))
    .sort((one, other) => other.at.getTime() - one.at.getTime());
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
  const database = await describeDatabase(rds);
  if (database?.status !== 'available') await wakeAndWait(target, io, 'for its snapshot');
  io.err(`Taking the snapshot ${id} …`);
  await ENGINE_CALLS[database?.engine ?? 'rds'].takeSnapshot(rds, id);
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

/** Waits until the database is available, and starts it where no scheduler does. */
export async function wakeAndWait(target: Target, io: Io, why: string): Promise<void> {
  const rds = new RDSClient(target.clientOptions);
  io.err(`The database sleeps: it is woken ${why} (on AWS about ten minutes).`);
  // Where half is destroyed already there may be no scheduler.
  await callScheduler(target, { action: 'reconcile' }).catch(() => undefined);
  await poll(
    io.signal,
    'the database',
    async () => {
      const database = await describeDatabase(rds);
      if (database?.status === 'stopped') {
        await ENGINE_CALLS[database.engine].start(rds).catch((error: Error) => {
          // The scheduler was faster.
          if (!/^InvalidDB(Instance|Cluster)State/.test(error.name)) throw error;
        });
      }
      return database?.status === 'available' || undefined;
    },
    PATIENCE,
  );
}

import { expect, it } from 'vitest';
import { readRunFile } from '../target/run-file.ts';
import type { Target } from '../target/target.ts';
import { fakeAws, fakeIo, fakeRehearsal } from '../testing.ts';
import { takeSnapshot } from './snapshots.ts';

const instance = (status: string) => ({
  xml: `<R><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>${status}</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></R>`,
});
const snapshots = (status: string) => ({
  xml: `<R><DescribeDBSnapshotsResult><DBSnapshots><DBSnapshot><DBSnapshotIdentifier>last</DBSnapshotIdentifier><Status>${status}</Status></DBSnapshot></DBSnapshots></DescribeDBSnapshotsResult></R>`,
});

/** A world whose database sleeps and wakes when it is started, and whose snapshot ends as it is told. */
async function take(ends: string) {
  let status = 'stopped';
  let snapshot = 'creating';
  await using aws = await fakeAws({
    PutParameter: { json: {} },
    DeleteParameter: { json: {} },
    DescribeDBInstances: () => instance(status),
    StartDBInstance: () => {
      status = 'available';
      return { xml: '<R/>' };
    },
    CreateDBSnapshot: () => ({ xml: '<R/>' }),
    DescribeDBSnapshots: () => {
      const seen = snapshots(snapshot);
      snapshot = ends;
      return seen;
    },
  });
  const target: Target = {
    ...{ kind: 'rehearsal', run: readRunFile(fakeRehearsal(aws.endpoint)) },
    ...{ environment: {}, clientOptions: aws.clientOptions, tfvars: '' },
  };
  const io = fakeIo();
  const taken = await takeSnapshot(target, io, 'last').catch((error: Error) => error.message);
  return { taken, calls: aws.calls, requests: aws.requests, io };
}

it('a last snapshot wakes the database alone, holds it, waits until the snapshot is whole, and lets it go', async () => {
  const { taken, calls, requests, io } = await take('available');
  expect(taken).toBe('last');
  const lease = JSON.parse(String(requests.find(({ operation }) => operation === 'PutParameter')?.input.Value));
  expect(lease).toMatchObject({ kind: 'hold', only: 'database', why: 'takes a last snapshot' });
  const order = calls.filter((call) => /PutParameter|DeleteParameter|StartDB|CreateDB/.test(call));
  expect(order).toEqual(['PutParameter', 'StartDBInstance', 'CreateDBSnapshot', 'DeleteParameter']);
  expect(io.stderr[0]).toMatch(/The database sleeps: it is woken/);
});

it('a snapshot that fails ends it before anything is destroyed, and lets the database go all the same', async () => {
  const { taken, calls } = await take('failed');
  expect(taken).toBe('The snapshot last failed.');
  expect(calls.at(-1)).toBe('DeleteParameter');
});

import { existsSync, readFileSync } from 'node:fs';
import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  ModifyDBInstanceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder, until } from '../processes/testing.ts';
import { createDatabase } from './index.ts';
import { worldWith } from './testing.ts';

const DBInstanceIdentifier = 'bookmark-manager-staging-db';
const make = (directory: string) => worldWith(directory, (context) => createDatabase(context));

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  folder = temporaryFolder('snapshots');
  world = await make(folder.path);
  await world.clients.rds.send(
    new CreateDBInstanceCommand({
      ...{ DBInstanceIdentifier, Engine: 'postgres', EngineVersion: '18.4', DBInstanceClass: 'db.t4g.micro' },
      ...{
        AllocatedStorage: 20,
        MasterUsername: 'dbadmin',
        MasterUserPassword: 'a-Master-Passw0rd',
        DBName: 'bookmarkdb',
      },
    }),
  );
  await becomes('available');
  await query('CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)');
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function becomes(wanted: string) {
  const { rds } = world.clients;
  const status = async () =>
    (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0]?.DBInstanceStatus;
  await until(`status ${wanted}`, async () => (await status()) === wanted, 30_000);
}

async function gone() {
  await until('the data to go', () => !existsSync(`${folder.path}/database/${DBInstanceIdentifier}`), 30_000);
}

async function snapshots(): Promise<[string | undefined, string | undefined][]> {
  const { DBSnapshots = [] } = await world.clients.rds.send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier }));
  return DBSnapshots.map((each) => [each.DBSnapshotIdentifier, each.Status]);
}

const taken = (name: string) =>
  until(
    `snapshot ${name}`,
    async () => (await snapshots()).some(([id, status]) => id === name && status === 'available'),
    30_000,
  );

async function query(sql: string, password = 'a-Master-Passw0rd'): Promise<unknown[]> {
  const [where] = world.part.endpoints();
  const ca = readFileSync(world.part.certificateAuthorityFile, 'utf8');
  const client = new Client({
    ...{ host: where?.host ?? '', port: where?.port ?? 0, user: 'dbadmin', password, database: 'bookmarkdb' },
    ssl: { ca, servername: where?.endpoint ?? '' },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('there is none before one is made, whatever the emulator says of automated ones', async () => {
  expect(await snapshots()).toEqual([]);
});

test('a snapshot is made while rows are written, and no connection is lost', async () => {
  const { DBSnapshot } = await world.clients.rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: 'by-hand' }),
  );
  expect(DBSnapshot?.Status).toBe('creating');
  await query('CREATE TABLE meanwhile AS SELECT generate_series(1, 200000) AS n');
  await taken('by-hand');
  await becomes('available');
});

test('only an available instance has one taken', async () => {
  await query('CREATE TABLE later (n int)');
  await world.clients.rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  await becomes('stopped');
  const request = new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: 'asleep' });
  await expect(world.clients.rds.send(request)).rejects.toThrow(/is not currently in the available state/);
});

test('a deletion must skip the final snapshot or name it, and one of a stopped instance has its rows', async () => {
  const { rds } = world.clients;
  await expect(rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier }))).rejects.toThrow(
    'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
  );
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, FinalDBSnapshotIdentifier: 'final' }));
  await gone();
  await taken('final');
});

test.each(['by-hand', 'final'])(
  'an instance restored from %s has its rows and its password, which can be changed',
  async (name) => {
    const { rds } = world.clients;
    const restored = await rds.send(
      new RestoreDBInstanceFromDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: name }),
    );
    expect(restored.DBInstance?.DBInstanceStatus).toBe('creating');
    await becomes('available');
    expect(await query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
    const [row] = await query("SELECT to_regclass('later') IS NOT NULL AS later");
    expect(row).toEqual({ later: name === 'final' });
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword: 'another-Passw0rd' }));
    await becomes('available');
    await query('SELECT 1', 'another-Passw0rd');
    await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
    await gone();
  },
);

test('they outlive a restart of the rehearsal, and go when they are deleted', async () => {
  await world.emulator.save();
  await world[Symbol.asyncDispose]();
  world = await make(folder.path);
  expect((await snapshots()).map(([id]) => id).sort()).toEqual(['by-hand', 'final']);
  for (const DBSnapshotIdentifier of ['by-hand', 'final'])
    await world.clients.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier }));
  expect(await snapshots()).toEqual([]);
  expect(existsSync(`${folder.path}/database/.snapshots/final`)).toBe(false);
});

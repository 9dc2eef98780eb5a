import { readFileSync } from 'node:fs';
import {
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  StartDBClusterCommand,
  StopDBClusterCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder, until } from '../processes/testing.ts';
import { createDatabase } from './index.ts';
import { worldWith } from './testing.ts';

const DBClusterIdentifier = 'bookmark-manager-staging-db';
const member = { DBInstanceIdentifier: 'bookmark-manager-staging-db-1' };
const make = (directory: string) => worldWith(directory, (context) => createDatabase(context));

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  folder = temporaryFolder('cluster');
  world = await make(folder.path);
  const { rds } = world.clients;
  const Engine = 'aurora-postgresql';
  const created = await rds.send(
    new CreateDBClusterCommand({
      ...{ DBClusterIdentifier, Engine, EngineVersion: '18', DatabaseName: 'bookmarkdb' },
      ...{ MasterUsername: 'dbadmin', MasterUserPassword: 'a-Master-Passw0rd' },
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
    }),
  );
  expect(created.DBCluster?.Status).toBe('creating');
  await rds.send(
    new CreateDBInstanceCommand({ ...member, DBClusterIdentifier, Engine, DBInstanceClass: 'db.serverless' }),
  );
  await becomes('available');
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function statuses(): Promise<(string | undefined)[]> {
  const { rds } = world.clients;
  const [{ DBClusters }, { DBInstances }] = await Promise.all([
    rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier })),
    rds.send(new DescribeDBInstancesCommand(member)),
  ]);
  return [DBClusters?.[0]?.Status, DBInstances?.[0]?.DBInstanceStatus];
}

const becomes = (wanted: string) =>
  until(`both ${wanted}`, async () => (await statuses()).every((status) => status === wanted), 60_000);

/** By one of the cluster's names, its certificate verified for that name. */
async function database(name: string): Promise<unknown> {
  const where = world.part.endpoints().find(({ endpoint }) => endpoint === name);
  const ca = readFileSync(world.part.certificateAuthorityFile, 'utf8');
  const client = new Client({
    ...{ host: where?.host ?? '', port: where?.port ?? 0, ssl: { ca, servername: name } },
    ...{ user: 'dbadmin', password: 'a-Master-Passw0rd', database: 'bookmarkdb' },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query('SELECT current_database() AS name')).rows[0]?.name;
  } finally {
    await client.end();
  }
}

test('its writer and its reader name lead to one PostgreSQL, whose certificate holds for both', async () => {
  const { DBClusters } = await world.clients.rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
  const { Endpoint = '', ReaderEndpoint = '' } = DBClusters?.[0] ?? {};
  expect(Endpoint).toMatch(/^bookmark-manager-staging-db\.cluster-/);
  expect(await Promise.all([database(Endpoint), database(ReaderEndpoint)])).toEqual(['bookmarkdb', 'bookmarkdb']);
});

test('it stops and starts as a whole, and what does not fit is refused in the words of RDS', async () => {
  const { rds } = world.clients;
  await expect(rds.send(new StopDBInstanceCommand(member))).rejects.toThrow('are not eligible for stopping');
  await expect(rds.send(new StartDBClusterCommand({ DBClusterIdentifier }))).rejects.toMatchObject({
    name: 'InvalidDBClusterStateFault',
    message: expect.stringContaining('is in available state but expected it to be one of stopped'),
  });
  const stopped = await rds.send(new StopDBClusterCommand({ DBClusterIdentifier }));
  expect(stopped.DBCluster?.Status).toBe('stopping');
  await becomes('stopped');
  await expect(rds.send(new DeleteDBInstanceCommand({ ...member, SkipFinalSnapshot: true }))).rejects.toThrow(
    `Db cluster ${DBClusterIdentifier} is in stopped state`,
  );
  await rds.send(new StartDBClusterCommand({ DBClusterIdentifier }));
  await becomes('available');
});

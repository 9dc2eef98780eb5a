import pg from 'pg';

/** Any number that nobody else locks in this database. */
const lockNumber = 20_261_124;

/** Runs `work` while no other migration of the same database runs; the lock ends with the connection, however that comes. */
export const withLock = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  await client.connect();
  try {
    await client.query("SET lock_timeout = '120s'");
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    return await work(client);
  } finally {
    await client.end();
  }
};

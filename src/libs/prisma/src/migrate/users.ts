import pg from 'pg';
import { withLock } from './lock.ts';
import { ensureRole } from './role.ts';

export type Admitted = { readonly admitted: string };
export type Retired = {
  /** Null when there is no such user: the first rotation that was begun never came so far. */
  readonly retired: string | null;
  /** Sessions of it that are still open; they last until whoever opened them ends them. */
  readonly sessions: number;
};

/**
 * Makes the user that an address names, with its password and every grant of the application, and tries the address: whoever reads rows
 * with it now will be able to later. The users that are there are left as they are.
 * @throws Error when the address is of the user who owns the database, or does not let anybody read
 */
export const admitUser = async (adminUrl: string, url: string): Promise<Admitted> => {
  await withLock(adminUrl, (client) => ensureRole(client, url));
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ me: string }>(
      'SELECT current_user AS me FROM (SELECT count(*) FROM bookmarks) AS read',
    );
    return { admitted: rows[0]?.me ?? '' };
  } finally {
    await client.end();
  }
};

/**
 * Takes a user's password away: nobody logs in as it any more. Its grants stay, it may be admitted again.
 * @throws Error when it is the user of one of the two addresses
 */
export const retireUser = async (adminUrl: string, url: string, user: string): Promise<Retired> => {
  for (const [name, address] of Object.entries({ DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl }))
    if (decodeURIComponent(new URL(address).username) === user) throw new Error(`${name} is of ${user}: it stays`);
  return withLock(adminUrl, async (client) => {
    const { rows } = await client.query<{ known: boolean; sessions: number }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known, (SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1) AS sessions',
      [user],
    );
    const { known = false, sessions = 0 } = rows[0] ?? {};
    if (!known) return { retired: null, sessions };
    await client.query(`ALTER ROLE ${client.escapeIdentifier(user)} NOLOGIN PASSWORD NULL`);
    return { retired: user, sessions };
  });
};

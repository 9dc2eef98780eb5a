import type pg from 'pg';
import { scramVerifier } from './scram.ts';

/**
 * Makes the role that `url` names, or brings it up to date: it may log in with the url's password and read and write rows of every table in
 * `public`, those of later migrations too, and of the queue of jobs. It owns nothing, makes no tables, and cannot see Prisma's own bookkeeping.
 * @throws Error when the url names no user or password, or names the very user that runs this
 */
export const ensureRole = async (client: pg.Client, url: string): Promise<void> => {
  const { role, password } = credentialsOf(url);
  const { rows } = await client.query<{ me: string; database: string; known: boolean; queued: boolean }>(
    "SELECT current_user AS me, current_database() AS database, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known, to_regnamespace('pgboss') IS NOT NULL AS queued",
    [role],
  );
  const [here] = rows;
  if (here === undefined || here.me === role)
    throw new Error(`DATABASE_URL names ${role}, who owns the database: the application needs a user of its own`);
  const quoted = client.escapeIdentifier(role);
  const database = client.escapeIdentifier(here.database);
  await client.query('BEGIN');
  try {
    if (!here.known) await client.query(`CREATE ROLE ${quoted} LOGIN`);
    await client.query(`ALTER ROLE ${quoted} LOGIN PASSWORD ${client.escapeLiteral(scramVerifier(password))}`);
    for (const statement of [...grants(quoted, database), ...(here.queued ? queueGrants(quoted) : [])])
      await client.query(statement);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

const grants = (role: string, database: string): readonly string[] => [
  `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
  `GRANT CONNECT ON DATABASE ${database} TO ${role}`,
  'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
  `GRANT USAGE ON SCHEMA public TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
  `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${role}`,
  `REVOKE ALL ON TABLE public._prisma_migrations FROM ${role}`,
];

/** The queue's own schema; it makes a table at run time for nobody. */
const queueGrants = (role: string): readonly string[] => [
  `GRANT USAGE ON SCHEMA pgboss TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role}`,
];

const credentialsOf = (url: string): { readonly role: string; readonly password: string } => {
  const { username, password } = new URL(url);
  if (username === '' || password === '') throw new Error('DATABASE_URL must name a user and a password');
  return { role: decodeURIComponent(username), password: decodeURIComponent(password) };
};

import { Client } from 'pg';
import type { ClientOptions } from '../target/target.ts';
import { appliedMigration, writeMigration } from './migrate.ts';

/**
 * What was migrated by hand through a tunnel is written down, or the scheduler would not wake a service that needs it.
 * Returns the migration when it was news.
 */
export async function noteMigrations(client: ClientOptions, url: string): Promise<string | undefined> {
  const last = await lastApplied(url);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (last === undefined || last === (await appliedMigration({ client, signal }))) return undefined;
  await writeMigration(client, last);
  return last;
}

const TIMEOUT_MS = 10_000;

async function lastApplied(url: string): Promise<string | undefined> {
  const database = new Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  database.on('error', () => undefined);
  try {
    await database.connect();
    const { rows: known } = await database.query<{ found: boolean }>(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found",
    );
    if (!known[0]?.found) return undefined;
    const { rows } = await database.query<{ name: string }>(
      'SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1',
    );
    return rows[0]?.name;
  } finally {
    await database.end().catch(() => undefined);
  }
}

import pg from 'pg';
import { readMigrations } from './migrations.ts';

export type MigrationStatus = {
  /** Oldest first. */
  readonly applied: readonly string[];
  /** What the next migration would run, in this order. */
  readonly pending: readonly { readonly name: string; readonly sql: string }[];
  /** Begun and not finished: nothing is applied until somebody has looked at it. */
  readonly failed: readonly string[];
  /** In the database, and not in the folder: it was migrated by a later version. */
  readonly unknown: readonly string[];
};

type Row = { name: string; finished: boolean };

/** Compares a folder of migrations with what a database says it has. Changes nothing and waits for nobody. */
export const migrationStatus = async (options: {
  readonly adminUrl: string;
  readonly folder: string;
}): Promise<MigrationStatus> => {
  const [{ names, scripts }, rows] = await Promise.all([readMigrations(options.folder), recorded(options.adminUrl)]);
  return compare(names, scripts, rows);
};

export const compare = (
  names: readonly string[],
  scripts: ReadonlyMap<string, string>,
  rows: readonly Row[],
): MigrationStatus => {
  const done = new Set(rows.filter(({ finished }) => finished).map(({ name }) => name));
  const failed = [...new Set(rows.map(({ name }) => name))].filter((name) => !done.has(name));
  return {
    applied: names.filter((name) => done.has(name)),
    pending: names.filter((name) => !done.has(name)).map((name) => ({ name, sql: scripts.get(name) ?? '' })),
    failed,
    unknown: [...done].filter((name) => !names.includes(name)).sort(),
  };
};

const recorded = async (url: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found",
    );
    if (rows[0]?.found !== true) return [];
    const all = await client.query<Row>(
      'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
    );
    return all.rows;
  } finally {
    await client.end();
  }
};

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startPostgres } from '../testing.ts';
import { migrate } from './index.ts';
import { withEngine } from './wasm-engine.ts';

const here = join(import.meta.dirname, '../..');

/** What Prisma would write for schema.prisma if there were no migrations. */
const fromSchema = async (url: string): Promise<string> => {
  const content = await readFile(join(here, 'schema.prisma'), 'utf8');
  const { stdout } = await withEngine({ url }, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: false,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return stdout ?? '';
};

/** Tables, columns and indexes as PostgreSQL describes them. Prisma cannot say whether a list may be null, nor how an index is kept (WITH). */
const described = async (url: string, before: string): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(before);
  const { rows } = await client.query<{ line: string }>(`
    SELECT concat_ws(' ', table_name, column_name, data_type, udt_name, datetime_precision, column_default,
                     CASE data_type WHEN 'ARRAY' THEN '' ELSE is_nullable END) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL
    SELECT regexp_replace(indexdef, ' WITH \\([^)]*\\)', '') FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    ORDER BY line`);
  await client.end();
  return rows.map(({ line }) => line);
};

it('the migrations make what schema.prisma says', async () => {
  await using postgres = await startPostgres();
  const migrated = await postgres.createDatabase();
  await migrate({ adminUrl: migrated.adminUrl, folder: join(here, 'migrations') });
  const { adminUrl } = await postgres.createDatabase();
  const script = await fromSchema(adminUrl);
  expect(script).toContain('CREATE TABLE "bookmarks"');
  expect(await described(migrated.adminUrl, '')).toEqual(
    await described(adminUrl, `CREATE EXTENSION pg_trgm; ${script}`),
  );
});

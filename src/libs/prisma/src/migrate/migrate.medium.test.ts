import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../testing.ts';
import { migrate } from './index.ts';

const folder = join(import.meta.dirname, '../../migrations');
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const query = async <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};

let folders: string;
beforeAll(async () => {
  folders = await mkdtemp(join(tmpdir(), 'migrations-'));
});
afterAll(() => rm(folders, { recursive: true }));

/** A folder with one migration more. */
const withMigration = async (sql: string): Promise<string> => {
  const more = await mkdtemp(join(folders, 'more-'));
  await cp(folder, more, { recursive: true });
  await mkdir(join(more, '99990101000000_more'));
  await writeFile(join(more, '99990101000000_more/migration.sql'), sql);
  return more;
};

describe('migrate', () => {
  it('fills an empty database and does nothing the second time', async () => {
    const { adminUrl, applicationUrl } = await postgres.createDatabase();
    const first = await migrate({ adminUrl, applicationUrl, folder });
    const second = await migrate({ adminUrl, applicationUrl, folder });
    expect(first.applied).toContain('20261124000000_bookmarks');
    expect(first.migration).toBe(first.applied.at(-1));
    expect(second).toEqual({ applied: [], migration: first.migration });
  });

  it('applies each migration once when three start at the same time', async () => {
    const { adminUrl, applicationUrl } = await postgres.createDatabase();
    const all = await Promise.all([1, 2, 3].map(() => migrate({ adminUrl, applicationUrl, folder })));
    expect(all.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
  });

  it('lets the application read and write rows, and nothing else', async () => {
    const { adminUrl, applicationUrl } = await postgres.createDatabase();
    await migrate({ adminUrl, applicationUrl, folder });
    await query(applicationUrl, "INSERT INTO bookmarks (url, url_key) VALUES ('https://example.com', 'k')");
    expect(await query(applicationUrl, 'SELECT url FROM bookmarks')).toEqual([{ url: 'https://example.com' }]);
    await expect(query(applicationUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow(
      'permission denied for schema public',
    );
    await expect(query(applicationUrl, 'DROP TABLE bookmarks')).rejects.toThrow('must be owner');
    await expect(query(applicationUrl, 'TRUNCATE bookmarks')).rejects.toThrow('permission denied');
    await expect(query(applicationUrl, 'SELECT * FROM _prisma_migrations')).rejects.toThrow('permission denied');
  });

  it('lets the application use tables that a later migration makes', async () => {
    const { adminUrl, applicationUrl } = await postgres.createDatabase();
    await migrate({ adminUrl, applicationUrl, folder });
    await query(adminUrl, 'CREATE TABLE later (id bigserial PRIMARY KEY)');
    await query(applicationUrl, 'INSERT INTO later DEFAULT VALUES');
  });

  it('changes the password of a role that is there, whatever characters it is made of', async () => {
    const { adminUrl, applicationUrl } = await postgres.createDatabase();
    await migrate({ adminUrl, applicationUrl, folder });
    const awkward = new URL(applicationUrl);
    awkward.password = encodeURIComponent(`it's "odd"; DROP ROLE dbadmin; -- $$ \\ %L @/:`);
    awkward.username = encodeURIComponent(`app "x"; --`);
    await migrate({ adminUrl, applicationUrl: awkward.href, folder });
    expect(await query(awkward.href, 'SELECT current_user AS me')).toEqual([{ me: `app "x"; --` }]);
  });

  it('runs a migration as one script, whatever semicolons are in it', async () => {
    const { adminUrl } = await postgres.createDatabase();
    const more = await withMigration(`
      -- a comment; with a semicolon
      CREATE FUNCTION answer() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;
      CREATE TABLE answers AS SELECT answer() AS said;`);
    await migrate({ adminUrl, folder: more });
    expect(await query(adminUrl, 'SELECT said FROM answers')).toEqual([{ said: 'a;b' }]);
  });

  it('names the migration that fails, and the database stays as it was before that one', async () => {
    const { adminUrl } = await postgres.createDatabase();
    const broken = await withMigration('CREATE TABLE half (id int); SELECT no_such_function();');
    await expect(migrate({ adminUrl, folder: broken })).rejects.toThrow(/no_such_function[\s\S]*99990101000000_more/);
    expect(
      await query(adminUrl, "SELECT to_regclass('half') AS half, to_regclass('bookmarks') IS NOT NULL AS before"),
    ).toEqual([{ half: null, before: true }]);
  });

  it('refuses to make the owner of the database the application', async () => {
    const { adminUrl } = await postgres.createDatabase();
    await expect(migrate({ adminUrl, applicationUrl: adminUrl, folder })).rejects.toThrow('needs a user of its own');
  });
});

import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPostgres, type TestDatabase, type TestPostgres } from '../testing.ts';
import { migrate } from './index.ts';
import { usersProgram } from './users-program.ts';

const folder = join(import.meta.dirname, '../../migrations');
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

/** The same database, as somebody else. */
const as = (url: string, username: string, password: string) =>
  Object.assign(new URL(url), { username, password }).href;

async function migrated(): Promise<TestDatabase & { nextUrl: string; run(...args: string[]): Promise<unknown> }> {
  const database = await postgres.createDatabase();
  const { adminUrl, applicationUrl } = database;
  await migrate({ adminUrl, applicationUrl, folder });
  const nextUrl = as(applicationUrl, 'bookmark_app_b', 'next');
  const env = { DATABASE_ADMIN_URL: adminUrl, DATABASE_URL: applicationUrl, DATABASE_URL_NEXT: nextUrl };
  return { ...database, nextUrl, run: async (...args) => JSON.parse(await usersProgram(env, args)) };
}

it('admits the next user beside the one of now, both with the same rights, in tables to come too', async () => {
  const { adminUrl, applicationUrl, nextUrl, run } = await migrated();
  expect(await run('admit')).toEqual({ admitted: 'bookmark_app_b' });
  expect(await run('admit')).toEqual({ admitted: 'bookmark_app_b' });
  await query(adminUrl, 'CREATE TABLE later (id bigserial PRIMARY KEY)');
  for (const url of [applicationUrl, nextUrl]) {
    await query(url, 'INSERT INTO later DEFAULT VALUES');
    await expect(query(url, 'DROP TABLE bookmarks')).rejects.toThrow('must be owner');
    await expect(query(url, 'SELECT * FROM _prisma_migrations')).rejects.toThrow('permission denied');
  }
});

it('retires a user: it cannot log in, what it has open goes on, and it can be admitted again', async () => {
  const { applicationUrl, nextUrl, run } = await migrated();
  await run('admit');
  const open = new pg.Client({ connectionString: nextUrl });
  await open.connect();
  expect(await run('retire', 'bookmark_app_b')).toEqual({ retired: 'bookmark_app_b', sessions: 1 });
  await expect(query(nextUrl, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect((await open.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await open.end();
  await query(applicationUrl, 'SELECT 1');
  await run('admit');
  await query(nextUrl, 'SELECT 1');
});

it('retires nobody who is needed, and nobody who is not there', async () => {
  const { run } = await migrated();
  await expect(run('retire', 'bookmark_app')).rejects.toThrow('DATABASE_URL is of bookmark_app: it stays');
  await expect(run('retire', 'dbadmin')).rejects.toThrow('DATABASE_ADMIN_URL is of dbadmin: it stays');
  expect(await run('retire', 'nobody_b')).toEqual({ retired: null, sessions: 0 });
});

it('admits nobody into a database that has no tables yet, and never its owner', async () => {
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  const admit = (url: string) => usersProgram({ DATABASE_ADMIN_URL: adminUrl, DATABASE_URL_NEXT: url }, ['admit']);
  await expect(admit(as(applicationUrl, 'bookmark_app_b', 'next'))).rejects.toThrow('_prisma_migrations');
  await expect(admit(adminUrl)).rejects.toThrow('needs a user of its own');
});

it.each([[[]], [['retire']], [['remove', 'x']]])('does not guess what %j is to mean', async (args) => {
  await expect(usersProgram({ DATABASE_ADMIN_URL: 'postgresql://a:b@c/d' }, args)).rejects.toThrow('Expected admit');
});

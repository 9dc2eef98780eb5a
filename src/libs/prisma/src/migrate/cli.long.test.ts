import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestDatabase, type TestPostgres } from '../testing.ts';
import { migrate } from './index.ts';
import { readMigrations } from './migrations.ts';
import { migrationStatus } from './status.ts';

const root = resolve(import.meta.dirname, '../../../../..');
const folder = join(import.meta.dirname, '../../migrations');
const cli = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
const ALL = (await readMigrations(folder)).names;
const LAST = ALL.at(-1) ?? '';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

/** As it is typed in the repository's root: the configuration there names the engine, and nothing is fetched. */
const prisma = async (database: TestDatabase, ...args: string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: database.adminUrl, CHECKPOINT_DISABLE: '1' },
  });
  return stdout;
};

describe("Prisma's own command line", () => {
  it('applies what is missing, and the migration task then finds nothing to do', async () => {
    const database = await postgres.createDatabase();
    const deploy = ['migrate', 'deploy', '--schema=src/libs/prisma/schema.prisma'];
    expect(await prisma(database, ...deploy)).toContain('All migrations have been successfully applied.');
    expect(await migrate({ ...database, folder })).toEqual({ applied: [], migration: LAST });
  });

  it('finds nothing to do after the migration task', async () => {
    const database = await postgres.createDatabase();
    const before = await migrationStatus({ ...database, folder });
    expect([before.applied, before.pending.map(({ name }) => name)]).toEqual([[], ALL]);
    await migrate({ ...database, folder });
    expect(await migrationStatus({ ...database, folder })).toMatchObject({ applied: ALL, pending: [], failed: [] });
    expect(await prisma(database, 'migrate', 'status')).toContain('Database schema is up to date!');
  });
});

import { join } from 'node:path';
import { createDatabase, type Database } from '@bookmark-manager/prisma';
import { migrate } from '@bookmark-manager/prisma/migrate';
import { startPostgres, type TestPostgres } from '@bookmark-manager/prisma/testing';
import { createLog } from '@bookmark-manager/serving';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { databaseFiles } from './database-files.ts';
import { FileIsGone, type FileStore, inParts } from './file-store.ts';
import { s3Files } from './s3-files.ts';
import { type FakeS3, startFakeS3 } from './testing.ts';

const folder = join(import.meta.dirname, '../../../../../libs/prisma/migrations');
let postgres: TestPostgres;
let admin: Database;
let database: LazyDatabase;
let s3: FakeS3;
beforeAll(async () => {
  postgres = await startPostgres();
  s3 = await startFakeS3();
  const made = await postgres.createDatabase();
  await migrate({ ...made, folder });
  admin = createDatabase({ url: made.adminUrl });
  const log = createLog({ service: 'test', write() {} });
  database = new LazyDatabase(readConfig({ DATABASE_URL: made.applicationUrl }), log);
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await admin.$disconnect();
  await s3[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

const bucket = (): FileStore =>
  s3Files('assets', {
    endpoint: s3.endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });

const pattern = Buffer.from(Array.from({ length: 70_001 + 251 }, (_, i) => i % 251));

/** Bytes that tell where they are, in chunks of a size that fits nothing. */
async function* numbered(bytes: number, failAfter = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes; at += 70_001) {
    if (at > failAfter) throw new RangeError('the sender went away');
    yield pattern.subarray(at % 251, (at % 251) + Math.min(70_001, bytes - at));
  }
}
const chunks = async (source: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const chunk of source) all.push(chunk);
  return all;
};
const whole = async (source: AsyncIterable<Uint8Array>) => Buffer.concat(await chunks(source));

describe.each([
  ['the bucket', bucket],
  ['the database', () => databaseFiles(database)],
])('files in %s', (_where, open) => {
  it.each([0, 1, 300_000, 6_000_000])('are what was put, with %i bytes', async (bytes) => {
    const files = open();
    expect(await files.put('imports/me/a', numbered(bytes), 'text/csv')).toBe(bytes);
    expect((await whole(files.get('imports/me/a'))).equals(await whole(numbered(bytes)))).toBe(true);
    await files.put('imports/me/a', numbered(10), 'text/csv');
    expect((await whole(files.get('imports/me/a'))).length).toBe(10);
    await files.remove('imports/me/a');
    await expect(whole(files.get('imports/me/a'))).rejects.toThrow(FileIsGone);
    await files.remove('imports/me/a');
  });

  it('are not there when their sender went away', async () => {
    const files = open();
    await expect(files.put('exports/me/b', numbered(6_000_000, 5_900_000), 'text/csv')).rejects.toThrow('went away');
    await expect(whole(files.get('exports/me/b'))).rejects.toThrow(FileIsGone);
    expect(s3.unfinished()).toBe(0);
  });
});

it('what expires in the database is gone, and is removed with the next file', async () => {
  const files = databaseFiles(database);
  await files.put('exports/me/old', numbered(10), 'text/csv');
  await files.put('icons/kept', numbered(10), 'image/png');
  await admin.$executeRaw`UPDATE stored_files SET expires_at = expires_at - interval '1 year'`;
  await expect(whole(files.get('exports/me/old'))).rejects.toThrow(FileIsGone);
  await files.put('exports/me/new', numbered(10), 'text/csv');
  const rows = await admin.$queryRaw`SELECT DISTINCT key FROM stored_files ORDER BY key`;
  expect(rows).toEqual([{ key: 'exports/me/new' }, { key: 'icons/kept' }]);
});

it('a bucket that refuses is no file that is gone', async () => {
  s3.refuse = () => true;
  await expect(whole(bucket().get('icons/x'))).rejects.not.toThrow(FileIsGone);
  s3.refuse = undefined;
});

it('parts are of their size, the last one smaller', async () => {
  const parts = await chunks(inParts(numbered(1_000_000), 300_000));
  expect(parts.map(({ length }) => length)).toEqual([300_000, 300_000, 300_000, 100_000]);
});

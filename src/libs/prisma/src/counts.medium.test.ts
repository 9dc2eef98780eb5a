import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate/index.ts';
import { startPostgres, type TestPostgres } from './testing.ts';

let postgres: TestPostgres;
let pool: pg.Pool;
let me: string;
beforeAll(async () => {
  postgres = await startPostgres();
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  await migrate({ adminUrl, applicationUrl, folder: join(import.meta.dirname, '../migrations') });
  pool = new pg.Pool({ connectionString: applicationUrl, max: 8 });
  pool.on('error', () => {});
});
afterAll(async () => {
  await pool.end();
  await postgres[Symbol.asyncDispose]();
});
beforeEach(async () => {
  me = randomUUID();
  await pool.query("INSERT INTO users (id, email, password_hash) VALUES ($1::uuid, $1::text || '@example.com', '')", [
    me,
  ]);
});

const add = (
  urls: readonly string[],
  tags: readonly string[],
  folders: readonly unknown[] = [],
  client: pg.Pool | pg.PoolClient = pool,
) =>
  client.query(
    'INSERT INTO bookmarks (user_id, url, url_key, tags, folders) SELECT $1, u, u, $2, $3 FROM unnest($4::text[]) AS u',
    [me, tags, JSON.stringify(folders), urls],
  );
const counts = async (sql: string) =>
  Object.fromEntries((await pool.query({ text: sql, values: [me], rowMode: 'array' })).rows);
const tags = () => counts('SELECT name, count FROM tags WHERE user_id = $1');
const folders = () => counts('SELECT path::text, count FROM folders WHERE user_id = $1');
const tallies = () =>
  counts(
    "SELECT concat_ws(' ', CASE WHEN unread THEN 'unread' END, CASE WHEN archived THEN 'archived' END), count FROM tallies WHERE user_id = $1",
  );
const change = (set: string, where = 'true') =>
  pool.query(`UPDATE bookmarks SET ${set} WHERE user_id = $1 AND ${where}`, [me]);

describe('the counts of a person', () => {
  it('follow what is added, changed, deleted, brought back and removed', async () => {
    await add(['a', 'b', 'c'], ['x', 'y', 'x'], [['F'], ['F', 'G']]);
    expect([await tags(), await folders(), await tallies()]).toEqual([
      { x: 3, y: 3 },
      { '["F"]': 3, '["F", "G"]': 3 },
      { '': 3 },
    ]);
    await change(`tags = '{y,z}', folders = '[["F"]]', unread = true`, "url = 'a'");
    expect([await tags(), await folders(), await tallies()]).toEqual([
      { x: 2, y: 3, z: 1 },
      { '["F"]': 3, '["F", "G"]': 2 },
      { '': 2, unread: 1 },
    ]);
    await change('deleted_at = now()', "url <> 'a'");
    expect([await tags(), await folders(), await tallies()]).toEqual([
      { x: 0, y: 1, z: 1 },
      { '["F"]': 1 },
      { '': 0, unread: 1 },
    ]);
    await change("title = 'deleted'", 'deleted_at IS NOT NULL');
    await change('deleted_at = NULL');
    expect(await tags()).toEqual({ x: 2, y: 3, z: 1 });
    await pool.query("DELETE FROM bookmarks WHERE user_id = $1 AND url = 'b'", [me]);
    expect([await tags(), await folders(), await tallies()]).toEqual([
      { x: 1, y: 2, z: 1 },
      { '["F"]': 2, '["F", "G"]': 1 },
      { '': 1, unread: 1 },
    ]);
  });

  it('begin when somebody takes rows over that were nobody’s, and end with the person', async () => {
    await pool.query("INSERT INTO bookmarks (url, url_key, tags) VALUES ($1, $1, '{mine}')", [me]);
    expect(await tags()).toEqual({});
    await pool.query('UPDATE bookmarks SET user_id = $1::uuid WHERE url = $1::text', [me]);
    expect(await tags()).toEqual({ mine: 1 });
    await pool.query('DELETE FROM users WHERE id = $1', [me]);
    expect([await tags(), await tallies()]).toEqual([{}, {}]);
  });

  it('know no tag that is too long for an index, and have no trouble with it', async () => {
    await add(['long'], ['x'.repeat(3000), 'short'], [['名'.repeat(3000)]]);
    expect(await tags()).toEqual({ short: 1 });
    expect(Object.values(await folders())).toEqual([1]);
  });

  it('are right after many wrote the same tags at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `t${i}`);
    const some = (from: number) => Array.from({ length: 5 }, (_, i) => names[(from * 7 + i * 5) % names.length] ?? '');
    const writer = async (number: number) => {
      for (let round = 0; round < 12; round += 1) {
        const mine = [1, 2, 3].map((one) => `${number}-${round}-${one}`);
        await add(mine, some(number + round), [[names[round % 3]]]);
        await change(`tags = '{${some(number * 3 + round).join()}}'`, `url = '${mine[0]}'`);
        await change('deleted_at = now()', `url = '${mine[1]}'`);
        if (round % 2) await pool.query('DELETE FROM bookmarks WHERE user_id = $1 AND url = $2', [me, mine[2]]);
      }
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(writer));
    const truth = await counts(
      'SELECT tag, count(*)::int FROM bookmarks, unnest(tags) AS tag WHERE user_id = $1 AND deleted_at IS NULL GROUP BY tag',
    );
    const counted = Object.entries(await tags()).filter(([, count]) => count !== 0);
    expect(Object.fromEntries(counted)).toEqual(truth);
    expect(await tallies()).toEqual({
      '': Object.values(await folders()).reduce((sum: number, one) => sum + Number(one), 0),
    });
  });

  it('make nobody wait who changes nothing that is counted', async () => {
    await add(['held', 'checked'], ['x']);
    const writer = await pool.connect();
    try {
      await writer.query('BEGIN');
      await writer.query("UPDATE bookmarks SET tags = '{y}' WHERE user_id = $1 AND url = 'held'", [me]);
      await pool.query(`SET statement_timeout = 20000`);
      await change("check_result = 'ok', title = 'new'", "url = 'checked'");
    } finally {
      await writer.query('ROLLBACK');
      writer.release();
    }
    expect(await tags()).toEqual({ x: 2 });
  });
});

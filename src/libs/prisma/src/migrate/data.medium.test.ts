import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startPostgres } from '../testing.ts';
import { migrate } from './index.ts';

const all = join(import.meta.dirname, '../../migrations');
const FIRST = '20261124000000_bookmarks';

it('rows from before there were people are kept, numbered and given their site, while others write', async () => {
  await using postgres = await startPostgres();
  await using stack = new AsyncDisposableStack();
  const { adminUrl } = await postgres.createDatabase();
  const before = await mkdtemp(join(tmpdir(), 'migrations-'));
  stack.defer(() => rm(before, { recursive: true }));
  for (const name of [FIRST, 'migration_lock.toml']) await cp(join(all, name), join(before, name), { recursive: true });
  await migrate({ adminUrl, folder: before });

  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  stack.defer(() => client.end());
  await client.query(`INSERT INTO bookmarks (url, url_key, title)
    SELECT 'https://www.Site-' || i % 3 || '.test:8080/' || i, 'key ' || i, 'Title ' || i FROM generate_series(1, 1200) AS i`);
  await client.query("INSERT INTO bookmarks (url, url_key) VALUES ('nonsense', 'nonsense')");

  let migrating = true;
  const migrated = migrate({ adminUrl, folder: all }).finally(() => {
    migrating = false;
  });
  let written = 0;
  while (migrating) {
    written += 1;
    await client.query('INSERT INTO bookmarks (url, url_key) VALUES ($1, $1)', [`https://meanwhile.test/${written}`]);
  }
  expect((await migrated).applied).not.toContain(FIRST);

  const { rows } = await client.query(`
    SELECT count(*)::int, count(DISTINCT number)::int AS numbers, count(user_id)::int AS owned,
           count(*) FILTER (WHERE site ~ '^site-[012]\\.test$' AND normal_key = url_key AND title <> '')::int AS sited,
           count(*) FILTER (WHERE url = 'nonsense' AND site = '')::int AS without
    FROM bookmarks`);
  const count = 1201 + written;
  expect(rows).toEqual([{ count, numbers: count, owned: 0, sited: 1200, without: 1 }]);
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { migrate } from './migrate/index.ts';
import { startPostgres } from './testing.ts';

it('seeding adds a few bookmarks, and seeding again adds none', async () => {
  await using postgres = await startPostgres();
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  await migrate({ adminUrl, applicationUrl, folder: join(import.meta.dirname, '../migrations') });
  const seed = () =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'seed.ts')], {
      env: { ...process.env, DATABASE_URL: applicationUrl },
    });
  expect((await seed()).stdout).toBe('6 bookmarks added, 0 were there\n');
  expect((await seed()).stdout).toBe('0 bookmarks added, 6 were there\n');
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createDatabase } from './database.ts';
import { migrate } from './migrate/index.ts';
import { isPassword } from './password/index.ts';
import { startPostgres } from './testing.ts';

it('seeding signs somebody up with a password that is printed once, and adds a few bookmarks; seeding again adds none', async () => {
  await using postgres = await startPostgres();
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  await migrate({ adminUrl, applicationUrl, folder: join(import.meta.dirname, '../migrations') });
  const seed = async (env: Record<string, string> = {}) => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'seed.ts')], {
      env: { ...process.env, DATABASE_URL: applicationUrl, ...env },
    });
    return stdout;
  };
  const database = createDatabase({ url: applicationUrl });
  try {
    const first = await seed();
    expect(first).toMatch(
      /^seed@example\.com is signed up, with the password [\w-]{20}\n6 bookmarks added, 0 were there\n$/,
    );
    const { passwordHash, role } = await database.user.findUniqueOrThrow({ where: { email: 'seed@example.com' } });
    expect([await isPassword(/password (\S+)/.exec(first)?.[1] ?? '', passwordHash), role]).toEqual([
      true,
      'administrator',
    ]);
    expect(await seed()).toBe('0 bookmarks added, 6 were there\n');
    const second = await seed({ SEED_EMAIL: 'Mika@example.com', SEED_PASSWORD: 'given by somebody' });
    expect(second).toBe('mika@example.com is signed up\n6 bookmarks added, 0 were there\n');
    expect((await database.user.findUniqueOrThrow({ where: { email: 'mika@example.com' } })).role).toBe('member');
  } finally {
    await database.$disconnect();
  }
});

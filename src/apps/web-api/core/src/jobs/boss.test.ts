import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import { expect, it } from 'vitest';

const migrations = join(import.meta.dirname, '../../../../../libs/prisma/migrations');

it('the migration makes the queue that this release of the library needs', async () => {
  const plan = getConstructionPlans('pgboss');
  const made = await readFile(join(migrations, '20261126030000_jobs/migration.sql'), 'utf8');
  const statements = plan.slice(plan.indexOf('CREATE SCHEMA'), plan.lastIndexOf('COMMIT;'));
  expect(made.replace(/^(--.*\n)+/, '').trim()).toBe(statements.trim());
});

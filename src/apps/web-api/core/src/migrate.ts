import { fileURLToPath } from 'node:url';
import { migrate } from '@bookmark-manager/prisma/migrate';
import { createLog } from '@bookmark-manager/serving';

// The one-off task before a service starts: brings the database to the form that this image needs.
const log = createLog({ service: 'migrate' });
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
};

const run = async (): Promise<void> => {
  const { applied, migration } = await migrate({
    adminUrl: required('DATABASE_ADMIN_URL'),
    applicationUrl: required('DATABASE_URL'),
    folder: beside('./migrations'),
    engineFile: beside('./schema_engine_bg.wasm'),
  });
  for (const name of applied) log.info('applied', { name });
  // whoever started this task reads its last line
  process.stdout.write(`${JSON.stringify({ migration })}\n`);
};

run().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('migration failed', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);

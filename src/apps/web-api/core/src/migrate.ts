import { fileURLToPath } from 'node:url';
import { migrationProgram } from '@bookmark-manager/prisma/migrate/program';
import { createLog } from '@bookmark-manager/serving';

// The one-off task before a service starts: brings the database to the form that this image needs.
const log = createLog({ service: 'migrate' });
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

migrationProgram({
  env: process.env,
  folder: beside('./migrations'),
  engineFile: beside('./schema_engine_bg.wasm'),
  told: (name) => log.info('applied', { name }),
}).then(
  (last) => {
    // whoever started this task reads its last line
    process.stdout.write(`${last}\n`, () => process.exit(0));
  },
  (error: unknown) => {
    log.error('migration failed', { because: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);

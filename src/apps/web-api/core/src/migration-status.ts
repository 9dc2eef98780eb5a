import { fileURLToPath } from 'node:url';
import { statusProgram } from '@bookmark-manager/prisma/migrate/program';

// A one-off task that looks and changes nothing. It is a program of its own: an image that does not know it yet must not
// migrate when it is only asked.
statusProgram({ env: process.env, folder: fileURLToPath(new URL('./migrations', import.meta.url)) }).then(
  (last) => {
    process.stdout.write(`${last}\n`, () => process.exit(0));
  },
  (error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`, () => process.exit(1));
  },
);

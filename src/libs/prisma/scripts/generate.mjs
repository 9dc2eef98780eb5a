// Writes the typed client from schema.prisma, without the network.
//
// The Prisma CLI wants its native schema engine before any command and fetches it from binaries.prisma.sh. `generate` never starts that
// engine (client and query compiler are JavaScript and WASM), so a file that merely exists satisfies it. The variable must not be set for
// other commands: `migrate deploy` with an engine that answers nothing exits 0 and applies nothing. Migrations have src/migrate.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = dirname(import.meta.dirname);
const generated = join(here, 'generated');
const stamp = join(generated, 'made-of');
const cli = createRequire(import.meta.url).resolve('prisma/package.json');
const madeOf = createHash('sha256')
  .update(readFileSync(join(here, 'schema.prisma')))
  .update(readFileSync(cli))
  .digest('hex');

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === madeOf) process.exit(0);
execFileSync(
  process.execPath,
  [join(dirname(cli), 'build/index.js'), 'generate', '--schema', join(here, 'schema.prisma')],
  {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      // generate connects to nothing, but prisma.config.ts wants an address
      DATABASE_URL: process.env.DATABASE_URL ?? 'postgresql://nobody@localhost/none',
    },
  },
);
writeFileSync(stamp, madeOf);

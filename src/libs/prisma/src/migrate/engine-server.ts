import { createInterface } from 'node:readline';
import pg from 'pg';
import { type Engine, withEngine } from './wasm-engine.ts';

// Speaks what the Prisma CLI and its native schema engine say to each other (JSON-RPC, a line each), with the same engine compiled to
// WebAssembly: nothing has to be fetched. Only what is done to a database that is shared: no `migrate dev`, no `db push`.

type Request = { id: number; method: string; params: unknown };

/** The CLI's word for a method, and the engine's. */
const METHODS = {
  applyMigrations: 'applyMigrations',
  diagnoseMigrationHistory: 'diagnoseMigrationHistory',
  ensureConnectionValidity: 'ensureConnectionValidity',
  getDatabaseVersion: 'version',
  markMigrationApplied: 'markMigrationApplied',
  markMigrationRolledBack: 'markMigrationRolledBack',
} as const satisfies Record<string, keyof Engine>;

const options = process.argv.slice(2);
const url = (JSON.parse(options[options.indexOf('--datasource') + 1] ?? '{}') as { url?: string }).url ?? '';

if (options.includes('--version')) process.stdout.write('schema-engine-cli wasm\n');
else if (options.includes('can-connect-to-database')) await tryToConnect();
else if (options.includes('cli')) refuse('This engine makes and drops no databases.');
else await withEngine({ url }, serve);

async function serve(engine: Engine): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line) as Request;
    try {
      const result = (await call(engine, method, params)) ?? {};
      answer({ jsonrpc: '2.0', id, result });
    } catch (error) {
      const { message, code, meta } = error as Error & { code?: string; meta?: unknown };
      const data = { is_panic: false, message, error_code: code, meta };
      answer({
        jsonrpc: '2.0',
        id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
      });
    }
  }
}

async function call(engine: Engine, method: string, params: unknown): Promise<unknown> {
  if (!Object.hasOwn(METHODS, method)) {
    throw new Error(
      `${method} is not served here: PRISMA_SCHEMA_ENGINE_BINARY= takes Prisma's own engine, which the CLI fetches.`,
    );
  }
  const known = METHODS[method as keyof typeof METHODS];
  return (engine[known] as (given: unknown) => Promise<unknown>).call(engine, params);
}

async function tryToConnect(): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(message: string): void {
  const fields = { message, error_code: 'P1001', is_panic: false };
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'engine' })}\n`,
  );
  process.exitCode = 1;
}

function answer(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

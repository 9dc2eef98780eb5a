import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Prisma's schema engine. */
export type Engine = bindings.SchemaEngine;

export type EngineOptions = {
  /** The database that it works on. */
  readonly url: string;
  /** schema_engine_bg.wasm; found in node_modules unless given. */
  readonly engineFile?: string | undefined;
};

/** Runs `work` with Prisma's schema engine, compiled to WebAssembly, on a database. */
export const withEngine = async <T>(
  { url, engineFile }: EngineOptions,
  work: (engine: Engine) => Promise<T>,
): Promise<T> => {
  const database = new ClosablePg({ connectionString: url, max: 1 });
  const SchemaEngine = await loadEngine(engineFile ?? engineInModules());
  const adapter = bindMigrationAwareSqlAdapterFactory(database);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
  try {
    return await work(engine);
  } catch (error) {
    throw panic.message === '' ? error : new Error(`Prisma's engine gave up: ${panic.message}`, { cause: error });
  } finally {
    engine.free();
    await database.close();
  }
};

/**
 * The adapter with two corrections. It can be closed: the engine connects and never says when it is done. And it runs a script as one, as
 * the native engine does: by itself it cuts scripts at every semicolon, in strings and functions too, and a migration that fails in the
 * middle leaves its first half behind.
 */
class ClosablePg extends PrismaPg {
  readonly #open: Awaited<ReturnType<PrismaPg['connect']>>[] = [];

  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (sql) => {
      await connection.executeRaw({ sql, args: [], argTypes: [] });
    };
    this.#open.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((connection) => connection.dispose()));
  }
}

/** When the engine panics it calls this by a global name, and what it throws says only "unreachable". */
const panic = { message: '' };
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message: (message: string) => {
      panic.message = message;
    },
  },
});

let loaded: Promise<typeof bindings.SchemaEngine> | undefined;

/** Once in a process: the bindings keep the engine's memory in variables of their module. */
const loadEngine = (file: string): Promise<typeof bindings.SchemaEngine> => {
  loaded ??= instantiate(file);
  return loaded;
};

/** The package's own entry loads the .wasm in a way that only some bundlers know; this is the same by hand. */
const instantiate = async (file: string): Promise<typeof bindings.SchemaEngine> => {
  const { Module, Instance } = webAssembly;
  const { exports } = new Instance(new Module(await readFile(file)), { './schema_engine_bg.js': { ...bindings } });
  const internal = bindings as unknown as { readonly __wbg_set_wasm: (wasm: unknown) => void };
  internal.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return bindings.SchemaEngine;
};

/** Its types belong to browsers' library, which this project does not include. */
const webAssembly = (globalThis as unknown as { readonly WebAssembly: Engines }).WebAssembly;
type Engines = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly __wbindgen_start: () => void } };
};

/** Where the engine lies when nothing is bundled. */
const engineInModules = (): string =>
  createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');

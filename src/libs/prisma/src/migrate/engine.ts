import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Migrations } from './migrations.ts';

export type ApplyOptions = {
  readonly url: string;
  readonly migrations: Migrations;
  readonly engineFile: string | undefined;
};

/**
 * What `prisma migrate deploy` does, by Prisma's own schema engine compiled to WebAssembly: no native binary, nothing fetched, and an image
 * that carries 5 MB instead of the whole CLI.
 * @returns the names of the migrations that were applied now
 * @throws Error with Prisma's own words (P3018 and so on) when a migration fails
 */
export const applyMigrations = async ({ url, migrations, engineFile }: ApplyOptions): Promise<readonly string[]> => {
  const database = new ClosablePg({ connectionString: url, max: 1 });
  const SchemaEngine = await loadEngine(engineFile ?? engineInModules());
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(database),
  );
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrations.folder,
        lockfile: { path: 'migration_lock.toml', content: migrations.lockFile },
        shadowDbInitScript: '',
        migrationDirectories: migrations.names.map((name) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: migrations.scripts.get(name) ?? '' } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
    await database.close();
  }
};

/** The engine connects and never says when it is done. */
class ClosablePg extends PrismaPg {
  readonly #open: Awaited<ReturnType<PrismaPg['connect']>>[] = [];

  override async connect() {
    const connection = await super.connect();
    this.#open.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((connection) => connection.dispose()));
  }
}

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

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of migrations, read. */
export type Migrations = {
  readonly folder: string;
  readonly lockFile: string;
  /** In the order in which they are applied. */
  readonly names: readonly string[];
  readonly scripts: ReadonlyMap<string, string>;
};

/** Reads every migration.sql and migration_lock.toml of a folder. */
export const readMigrations = async (folder: string): Promise<Migrations> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const scripts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name, 'migration.sql'), 'utf8')] as const),
  );
  return {
    folder,
    names,
    scripts: new Map(scripts),
    lockFile: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
  };
};

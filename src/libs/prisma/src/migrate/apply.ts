import type { Migrations } from './migrations.ts';
import { withEngine } from './wasm-engine.ts';

export type ApplyOptions = {
  readonly url: string;
  readonly migrations: Migrations;
  readonly engineFile: string | undefined;
};

/**
 * What `prisma migrate deploy` does, by Prisma's own engine: no native binary, nothing fetched, and an image that carries 5 MB instead of
 * the whole CLI.
 * @returns the names of the migrations that were applied now
 * @throws Error with Prisma's own words (P3018 and so on) when a migration fails
 */
export const applyMigrations = ({ url, migrations, engineFile }: ApplyOptions): Promise<readonly string[]> =>
  withEngine({ url, engineFile }, async (engine) => {
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
  });

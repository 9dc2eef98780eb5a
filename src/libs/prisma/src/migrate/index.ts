import { applyMigrations } from './apply.ts';
import { withLock } from './lock.ts';
import { readMigrations } from './migrations.ts';
import { ensureRole } from './role.ts';

export type MigrateOptions = {
  /** The database's owner: runs the migrations. */
  readonly adminUrl: string;
  /** The application's user, who is made or brought up to date afterwards; without it only the migrations are applied. */
  readonly applicationUrl?: string;
  /** The folder with one folder for each migration and migration_lock.toml. */
  readonly folder: string;
  /** schema_engine_bg.wasm; found in node_modules unless given. */
  readonly engineFile?: string;
};

export type Migrated = {
  /** The migrations that this call applied, oldest first. */
  readonly applied: readonly string[];
  /** The last migration of the folder, which the database now has; null when there is none. */
  readonly migration: string | null;
};

/**
 * Applies every migration that the database does not have, then makes or updates the application's role and its grants. Callers at the same
 * time wait for each other; the second finds nothing to do.
 */
export const migrate = ({ adminUrl, applicationUrl, folder, engineFile }: MigrateOptions): Promise<Migrated> =>
  withLock(adminUrl, async (client) => {
    const migrations = await readMigrations(folder);
    const applied = await applyMigrations({ url: adminUrl, migrations, engineFile });
    if (applicationUrl !== undefined) await ensureRole(client, applicationUrl);
    return { applied, migration: migrations.names.at(-1) ?? null };
  });

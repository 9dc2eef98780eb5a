import { migrate } from './index.ts';
import { required } from './required.ts';
import { migrationStatus } from './status.ts';

export type ProgramOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly engineFile?: string;
  readonly told: (name: string) => void;
};

/** Says what is applied and what is missing, as JSON of a `MigrationStatus`; changes nothing. From DATABASE_ADMIN_URL. */
export const statusProgram = async ({ env, folder }: Pick<ProgramOptions, 'env' | 'folder'>): Promise<string> =>
  JSON.stringify(await migrationStatus({ adminUrl: required(env, 'DATABASE_ADMIN_URL'), folder }));

/** Migrates from DATABASE_ADMIN_URL, and DATABASE_URL for the application's user. Returns what it says last: JSON, `{ migration }`. */
export const migrationProgram = async ({ env, folder, engineFile, told }: ProgramOptions): Promise<string> => {
  const { applied, migration } = await migrate({
    adminUrl: required(env, 'DATABASE_ADMIN_URL'),
    applicationUrl: required(env, 'DATABASE_URL'),
    folder,
    ...(engineFile === undefined ? {} : { engineFile }),
  });
  for (const name of applied) told(name);
  return JSON.stringify({ migration });
};

import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Processes, ProcessSpec } from '../processes/types.ts';
import type { Binaries } from './binaries.ts';
import { scramVerifier } from './scram.ts';

/** What CreateDBInstance asks for. A password that AWS itself would make is made here, and forgotten. */
export type Wanted = { masterUsername: string; masterPassword?: string | undefined; databaseName?: string | undefined };

/** The superuser that RDS keeps for itself; the master user is none, here as there. */
export const SUPERUSER = 'rdsadmin';

/** Everything of one instance: `data`, its certificate, its log. */
export const dataFolder = (folder: string) => join(folder, 'data');

/** What every program of PostgreSQL gets; time stamps are UTC. */
export const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/** Makes a data folder with RDS's roles, the master user and its database, in a `folder` that is made for it. */
export async function makeDatabase(
  processes: Processes,
  binaries: Binaries,
  folder: string,
  wanted: Wanted,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  binaries.own(folder);
  const data = dataFolder(folder);
  const run = (name: string, spec: Pick<ProcessSpec, 'command' | 'args'>) =>
    finish(processes, { name, cwd: folder, env: ENVIRONMENT, ...spec });
  await run('initdb', binaries.command('initdb', initdb(data)));
  const script = join(folder, 'setup.sql');
  try {
    writeFileSync(script, setup(wanted), { mode: 0o600 });
    binaries.own(script);
    const single = binaries.command('postgres', ['--single', '-j', '-D', data, 'postgres']);
    await run('postgres --single', {
      command: '/bin/sh',
      args: ['-c', 'exec "$@" <setup.sql', 'sh', single.command, ...single.args],
    });
  } finally {
    rmSync(script, { force: true });
  }
}

const initdb = (data: string) => [
  ...['-D', data, '-U', SUPERUSER, '--auth=reject', '--encoding=UTF8', '--no-instructions', '--no-sync'],
  // Sorts as RDS's en_US.UTF-8 does, whatever locales the machine has.
  ...['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US', '--data-checksums'],
];

/** A single-user server reads one statement up to a semicolon and an empty line. */
function setup({ masterUsername, masterPassword, databaseName }: Wanted): string {
  const master = identifier(masterUsername);
  const password = scramVerifier(masterPassword ?? randomBytes(24).toString('base64url'));
  const statements = [
    'CREATE ROLE rds_superuser',
    'GRANT pg_monitor, pg_signal_backend, pg_checkpoint, pg_maintain TO rds_superuser WITH ADMIN OPTION',
    `CREATE ROLE ${master} LOGIN CREATEDB CREATEROLE PASSWORD '${password}' IN ROLE rds_superuser`,
    `ALTER DATABASE postgres OWNER TO ${master}`,
    ...(databaseName && databaseName !== 'postgres'
      ? [`CREATE DATABASE ${identifier(databaseName)} OWNER ${master}`]
      : []),
  ];
  return statements.map((statement) => `${statement};\n\n`).join('');
}

export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function finish(processes: Processes, spec: ProcessSpec): Promise<void> {
  const lines: string[] = [];
  const child = await processes.start({ ...spec, onLine: (line) => lines.push(line) });
  const { code, signal } = await child.exited;
  const failed = lines.filter((line) => /\b(ERROR|FATAL|PANIC|error):/.test(line));
  if (code === 0 && failed.length === 0) return;
  throw new Error(
    `${spec.name} ended with ${code ?? signal}: ${(failed.length > 0 ? failed : lines).slice(-5).join(' | ')}`,
  );
}

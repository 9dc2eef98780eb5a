import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Environment } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { OpenTunnel } from './through-tunnel.ts';

export type Program = {
  command: string;
  args: readonly string[];
  env: Environment;
  cwd?: string;
  /** It is a program for people: Ctrl-C is its key. */
  interactive?: boolean;
};

/** Runs a program on this terminal; returns its exit code, 128 and more after a signal. */
export async function runProgram(io: Io, { command, args, env, cwd, interactive = false }: Program): Promise<number> {
  using _ = interactive ? io.lend() : undefined;
  const child = spawn(command, args, { stdio: 'inherit', env, ...(cwd === undefined ? {} : { cwd }) });
  const end = () => child.kill('SIGTERM');
  io.signal.addEventListener('abort', end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ENOENT' ? new StagingError(`${command} is not on PATH.`) : error),
      );
      child.once('close', (code) => resolve(code ?? 130));
    });
  } finally {
    io.signal.removeEventListener('abort', end);
  }
}

/** The Node of the dependencies, which runs TypeScript; the one that runs this where there is none. */
export function ownNode({ root }: Pick<Config, 'root'>): string {
  const node = join(root, 'node_modules/.bin/node');
  return existsSync(node) ? node : process.execPath;
}

/** What libpq's programs go by. They need no TLS of their own: the tunnel's is verified. */
export function libpqEnvironment(caller: Environment, { credentials, port }: OpenTunnel): Environment {
  const kept = Object.entries(caller).filter(([name]) => !/^PG[A-Z]/.test(name) || LOOKS.has(name));
  return {
    ...Object.fromEntries(kept),
    PGHOST: '127.0.0.1',
    PGPORT: String(port),
    PGUSER: credentials.user,
    PGPASSWORD: credentials.password,
    PGDATABASE: credentials.database,
    PGSSLMODE: 'disable',
    PGAPPNAME: 'staging db',
  };
}

/** The caller's own taste, which leads nowhere else. */
const LOOKS = new Set(['PGTZ', 'PGDATESTYLE', 'PGCLIENTENCODING', 'PGLOCALEDIR', 'PGSYSCONFDIR']);

/** @throws StagingError when a program of PostgreSQL is missing, or older than the server */
export function checkVersion(program: string, serverMajor: number): void {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (error) throw new StagingError(`${program} is not on PATH.`, { hint: howToInstall(serverMajor) });
  refuseOlder(program, stdout, serverMajor);
}

/** An older one would refuse to work, after everything was made ready. `said` is what it says of its version. */
export function refuseOlder(program: string, said: string, serverMajor: number): void {
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1] ?? 0);
  if (major >= serverMajor) return;
  const what = `${program} is of PostgreSQL ${major}, the database of ${serverMajor}: an older one refuses.`;
  throw new StagingError(what, { hint: howToInstall(serverMajor) });
}

const howToInstall = (major: number) =>
  `Install the client of PostgreSQL ${major} (Debian, Ubuntu: postgresql-client-${major} of apt.postgresql.org; macOS: brew install libpq).`;

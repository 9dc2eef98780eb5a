import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { pause } from '../clock/index.ts';
import type { ManagedProcess, Processes } from '../processes/types.ts';
import { copyRunning, type Session } from './backup.ts';
import type { Binaries } from './binaries.ts';
import type { Authority, KeyPair } from './certificates.ts';
import { endLeftovers } from './leftovers.ts';
import { dataFolder, ENVIRONMENT, identifier, SUPERUSER } from './make.ts';
import { scramVerifier } from './scram.ts';
import { hba, settings } from './settings.ts';

/** One running PostgreSQL. */
export interface Server {
  readonly exited: ManagedProcess['exited'];
  setPassword(user: string, password: string): Promise<void>;
  /** Whether connections without TLS are refused; holds from the next connection on. */
  forceTls(force: boolean): Promise<void>;
  /** Copies its data while it goes on serving. */
  copyData(to: string): Promise<void>;
  /** Ends connections and stops in order, as RDS does: what was committed is on the disk. */
  stop(): Promise<void>;
}

export type ServerOptions = {
  processes: Processes;
  binaries: Binaries;
  authority: Authority;
  /** The instance's own folder, from `makeDatabase`. */
  folder: string;
  /** The names that clients know the server by, the endpoint first. */
  names: readonly string[];
  port: number;
  forceTls: boolean;
};

const READY_WITHIN_MS = 60_000;
const STOP_GRACE_MS = 30_000;

/** Starts the server, after a crash too, and resolves when it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { processes, binaries, folder, port } = options;
  const data = dataFolder(folder);
  await endLeftovers(data);
  write(options, 'hba.conf', hba(options.forceTls));
  const own = await options.authority.issue({ server: [...options.names, 'localhost', '127.0.0.1'] });
  write(options, 'server.crt', own.certificate);
  write(options, 'server.key', own.key);
  write(options, 'ca.crt', options.authority.certificate);
  const log = join(folder, 'postgres.log');
  rmSync(log, { force: true });
  const lines: string[] = [];
  const child = await processes.start({
    name: 'postgres',
    ...binaries.command('postgres', ['-D', data, ...settings(folder, port)]),
    cwd: folder,
    env: ENVIRONMENT,
    stopSignal: 'SIGINT',
    onLine(line) {
      lines.push(line);
      try {
        appendFileSync(log, `${line}\n`);
      } catch {
        // a full disk: the database says so itself, to whoever writes to it
      }
      if (lines.length > 5) lines.shift();
    },
  });
  const admin = await options.authority.issue({ client: SUPERUSER });
  const asSuperuser = <T>(work: (session: Session) => Promise<T>) =>
    inSession(port, options.authority.certificate, admin, work);
  const ask = (sql: string) => asSuperuser(async (session) => void (await session(sql)));
  const stop = async () => void (await child.stop({ graceMs: STOP_GRACE_MS }));
  await ready(
    () => ask('SELECT 1'),
    child,
    () => lines.join(' | '),
  ).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    exited: child.exited,
    setPassword: (user, password) => ask(`ALTER ROLE ${identifier(user)} PASSWORD '${scramVerifier(password)}'`),
    async forceTls(force) {
      write(options, 'hba.conf', hba(force));
      await ask('SELECT pg_reload_conf()');
    },
    copyData: (to) => asSuperuser((session) => copyRunning(session, data, to, binaries)),
    stop,
  };
}

function write({ binaries, folder }: ServerOptions, name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  binaries.own(path);
}

async function inSession<T>(
  port: number,
  ca: string,
  { certificate, key }: KeyPair,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const ssl = { ca, cert: certificate, key };
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    database: 'postgres',
    ssl,
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(async (sql) => (await client.query(sql)).rows[0]);
  } finally {
    await client.end().catch(() => {});
  }
}

async function ready(probe: () => Promise<void>, child: ManagedProcess, lastLines: () => string): Promise<void> {
  let gone: string | undefined;
  void child.exited.then(({ code, signal }) => {
    gone = `it ended with ${code ?? signal}`;
  });
  let seen: unknown = 'nothing';
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end && !gone; await pause(20)) {
    try {
      return await probe();
    } catch (error) {
      seen = error instanceof Error ? error.message : error;
    }
  }
  throw new Error(
    `PostgreSQL did not start: ${gone ?? `it does not answer (${seen})`}. Its last words: ${lastLines()}`,
  );
}

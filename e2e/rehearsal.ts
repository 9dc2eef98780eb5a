import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import tls from 'node:tls';
import { ROOT, run } from './programs.ts';
import { until } from './until.ts';

/** The folder of the rehearsal under test: one of the tests' own, which they may end and destroy. */
export const DIRECTORY = resolve(ROOT, process.env.STAGING_REHEARSAL_DIR ?? '.rehearsal-test');

type RunFile = { pid: number; endpoint: string; door: string; certificateAuthority?: string };

/** What runs, by its `run.json`; undefined when nothing does. */
export function running(): RunFile | undefined {
  try {
    const file = JSON.parse(readFileSync(join(DIRECTORY, 'run.json'), 'utf8')) as RunFile;
    process.kill(file.pid, 0);
    trust(file);
    return file;
  } catch {
    return undefined;
  }
}

let trusted: string | undefined;

/** Has `fetch` believe the rehearsal's own certificate, where its door speaks HTTPS. */
function trust({ door, certificateAuthority }: RunFile): void {
  if (!door.startsWith('https:') || !certificateAuthority || trusted === certificateAuthority) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(certificateAuthority, 'utf8')]);
  trusted = certificateAuthority;
}

/** The rehearsal that runs; it is started when none does. */
export async function ensureRunning(): Promise<RunFile> {
  return running() ?? (await startRehearsal()).file;
}

/** Starts `staging rehearse` and waits until it is ready. `output()` is everything it has printed. */
export async function startRehearsal(
  args: string[] = [],
): Promise<{ file: RunFile; child: ChildProcess; output(): string }> {
  const { child, output } = spawnRehearsal(args);
  await until(
    'the rehearsal is ready',
    () => {
      if (child.exitCode !== null) throw new Error(`The rehearsal ended with ${child.exitCode}:\n${output()}`);
      return output().includes('Ready after');
    },
    { deadlineMs: 900_000 },
  );
  const file = running();
  if (!file) throw new Error(`The rehearsal is ready and there is no run.json:\n${output()}`);
  return { file, child, output };
}

/** Starts `staging rehearse` in a process group of its own and does not wait. */
export function spawnRehearsal(args: string[] = []): { child: ChildProcess; output(): string } {
  const folder = join(DIRECTORY, 'logs');
  mkdirSync(folder, { recursive: true });
  const log = join(folder, `e2e-${Date.now()}.log`);
  const descriptor = openSync(log, 'w');
  const child = spawn(join(ROOT, 'node_modules/.bin/staging'), ['rehearse', ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
    env: { ...process.env, STAGING_REHEARSAL_DIR: DIRECTORY },
  });
  closeSync(descriptor);
  child.unref();
  return { child, output: () => readFileSync(log, 'utf8') };
}

/** Sends a signal and waits until the process is gone. */
export async function endRehearsal(signal: NodeJS.Signals = 'SIGINT', pid = running()?.pid): Promise<void> {
  if (pid === undefined) return;
  process.kill(pid, signal);
  await until('the rehearsal has ended', () => !isAlive(pid), { deadlineMs: 60_000 });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has waited for yet has ended all the same.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The command `staging`, on the rehearsal under test. */
export function staging(...args: string[]) {
  return run(join(ROOT, 'node_modules/.bin/staging'), args, { env: { STAGING_REHEARSAL_DIR: DIRECTORY } });
}

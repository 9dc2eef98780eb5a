import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { born } from './born.ts';
import { GUARD } from './scripts.ts';

export interface Guardian extends AsyncDisposable {
  /** The run's folder: one record for each living process group, by its id. */
  readonly folder: string;
  /** Control groups to empty and remove at the end. */
  readonly controlGroups: (folders: readonly string[]) => void;
}

/** Real seconds between the stop signal and KILL, once the rehearsal itself is gone. */
const GRACE_SECONDS = 3;

/**
 * Starts what ends a run's process groups when this process ends, however it ends. A guardian that is killed itself
 * is started again.
 */
export function createGuardian(directory: string): Guardian {
  const folder = join(directory, `${process.pid}_${born(process.pid)}`);
  mkdirSync(folder, { recursive: true });
  let child = guard(folder);
  let over = false;
  const revive = () => {
    if (over) return;
    child = guard(folder);
    child.once('exit', revive);
  };
  child.once('exit', revive);
  return {
    folder,
    controlGroups: (folders) => writeFileSync(join(folder, 'cgroups'), folders.map((path) => `${path}\n`).join('')),
    async [Symbol.asyncDispose]() {
      over = true;
      const gone = ended(child);
      child.stdin?.end();
      await gone;
    },
  };
}

/** Ends what former runs left behind: those whose own process is gone. */
export async function sweep(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const stale = readdirSync(directory).filter((name) => {
    const [pid, birth] = name.split('_', 2);
    return birth !== undefined && born(Number(pid)) !== birth;
  });
  await Promise.all(
    stale.map((name) => {
      const child = guard(join(directory, name));
      child.stdin?.end();
      return ended(child);
    }),
  );
}

function guard(folder: string): ChildProcess {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guardian', folder, String(GRACE_SECONDS)], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Written to by nobody: an error can only be that it is gone, and then `exit` tells.
  child.stdin?.on('error', () => {});
  child.unref();
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  child.ref();
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

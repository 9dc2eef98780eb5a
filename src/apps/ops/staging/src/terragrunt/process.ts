import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StagingError } from '../errors.ts';
import { followFile } from './follow-file.ts';

export type GroupOptions = {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** What it prints goes there; without it, to a file that is removed afterwards. */
  logFile?: string | undefined;
  signal?: AbortSignal | undefined;
  /** How long an interrupted group may take before it is killed; a minute unless given. */
  graceMs?: number | undefined;
  onLine(line: string): void;
  /** Whether the group may be interrupted now: it is waited for, half a minute at most. Always, unless given. */
  isCalm?: (() => boolean) | undefined;
  /** Told at once when it is to be interrupted. */
  onInterrupt?: (() => void) | undefined;
  /** Told the group's id once it runs; what is returned is disposed when the group has ended. */
  onStart?: ((group: number) => Disposable) | undefined;
};

/** Terraform finishes writing its state in a second. */
const GRACE_MS = 60_000;
const CALM_WITHIN_MS = 30_000;

/**
 * Runs a program in a process group of its own, line by line, to its end. An aborted signal reaches the whole group,
 * as soon as it is calm: told alone, Terragrunt would wait 15 seconds before passing it on. It prints to a file and not to us: should we be
 * killed, a pipe that nobody reads would kill it in the middle of what it makes, and the state would never hear of that.
 */
export async function spawnGroup(options: GroupOptions): Promise<{ code: number | null }> {
  using printed = openLog(options.logFile);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', printed.descriptor, printed.descriptor],
    detached: true,
  });
  using _ = followFile(printed.file, options.onLine);
  const signalGroup = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid, name);
  };
  let kill: NodeJS.Timeout | undefined;
  let calm: NodeJS.Timeout | undefined;
  const interrupt = () => {
    options.onInterrupt?.();
    const latest = Date.now() + CALM_WITHIN_MS;
    const look = () => {
      if (options.isCalm?.() === false && Date.now() < latest) return;
      clearInterval(calm);
      end();
    };
    calm = setInterval(look, 100);
    look();
  };
  const end = () => {
    signalGroup('SIGINT');
    kill = setTimeout(() => signalGroup('SIGKILL'), options.graceMs ?? GRACE_MS);
  };
  // Whoever ends us without waiting leaves nothing behind: a second SIGINT makes Terraform end at once.
  const abandon = () => signalGroup('SIGINT');
  process.once('exit', abandon);
  const watched = child.pid === undefined ? undefined : options.onStart?.(child.pid);
  if (options.signal?.aborted) interrupt();
  options.signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', (cause) =>
        reject(new StagingError(`${options.command} could not be started: ${cause.message}`, { cause })),
      );
      child.on('close', (code) => resolve({ code }));
    });
  } finally {
    clearInterval(calm);
    clearTimeout(kill);
    watched?.[Symbol.dispose]();
    process.off('exit', abandon);
    options.signal?.removeEventListener('abort', interrupt);
  }
}

type Log = Disposable & { file: string; descriptor: number };

/** A log that cannot be written where it should be is no reason to stop. */
function openLog(wanted: string | undefined): Log {
  if (wanted !== undefined) {
    try {
      mkdirSync(dirname(wanted), { recursive: true });
      // A run that outlived its parent still writes to the former one.
      rmSync(wanted, { force: true });
      const descriptor = openSync(wanted, 'w');
      return { file: wanted, descriptor, [Symbol.dispose]: () => closeSync(descriptor) };
    } catch {}
  }
  const folder = mkdtempSync(join(tmpdir(), 'staging-log-'));
  const file = join(folder, 'output');
  const descriptor = openSync(file, 'w');
  return {
    file,
    descriptor,
    [Symbol.dispose]() {
      closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has just ended by itself.
  }
}

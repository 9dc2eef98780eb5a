import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { StagingError } from '../errors.ts';

export type GroupOptions = {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  logFile?: string | undefined;
  signal?: AbortSignal | undefined;
  /** How long an interrupted group may take before it is killed; a minute unless given. */
  graceMs?: number | undefined;
  onLine(line: string): void;
  /** Told the group's id once it runs; what is returned is disposed when the group has ended. */
  onStart?: ((group: number) => Disposable) | undefined;
};

/** Terraform finishes writing its state in a second. */
const GRACE_MS = 60_000;

/**
 * Runs a program in a process group of its own, line by line, to its end. An aborted signal reaches the whole group at
 * once: told alone, Terragrunt would wait 15 seconds before passing it on.
 */
export async function spawnGroup(options: GroupOptions): Promise<{ code: number | null }> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = openLog(options.logFile);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log?.write(`${line}\n`);
      options.onLine(line);
    });
  }
  const signalGroup = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid, name);
  };
  let kill: NodeJS.Timeout | undefined;
  const interrupt = () => {
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
    clearTimeout(kill);
    watched?.[Symbol.dispose]();
    process.off('exit', abandon);
    options.signal?.removeEventListener('abort', interrupt);
    log?.end();
  }
}

function openLog(file: string | undefined) {
  if (file === undefined) return undefined;
  mkdirSync(dirname(file), { recursive: true });
  // A log that cannot be written (a full disk) is no reason to stop.
  return createWriteStream(file).on('error', () => undefined);
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has just ended by itself.
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

export type Ended = { code: number | null; stdout: string; stderr: string };
type Options = {
  cwd?: string;
  env?: Record<string, string>;
  timeoutMs?: number;
  /** Of a program that never ends by itself: whether it has shown enough. It gets Ctrl-C then. */
  enough?: (soFar: Ended) => Promise<boolean>;
};

/** Runs a program to its end, with no input. After `timeoutMs` (five minutes) its whole group gets SIGINT. */
export function run(command: string, args: readonly string[], options: Options = {}): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      ended[name] += text;
    });
  }
  const interrupt = () => isRunning(child) && child.pid && process.kill(-child.pid, 'SIGINT');
  const timer = setTimeout(interrupt, options.timeoutMs ?? 300_000);
  const { enough } = options;
  if (enough) void watch(() => enough(ended), child).then(interrupt);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ ...ended, code });
    });
  });
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** Resolves when it has shown enough, or has ended. */
async function watch(enough: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  while (isRunning(child) && !(await enough())) await pause(250);
}

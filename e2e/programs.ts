import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

export type Ended = { code: number | null; stdout: string; stderr: string };
type Options = { cwd?: string; env?: Record<string, string>; timeoutMs?: number };

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
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGINT'), options.timeoutMs ?? 300_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ ...ended, code });
    });
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from './programs.ts';
import { DIRECTORY } from './rehearsal.ts';

export type Begun = {
  /** Everything it has printed until now. */
  output(): string;
  /** Kills the command alone, not what it has started. */
  kill(signal: NodeJS.Signals): void;
  ended: Promise<number | null>;
};

/** Starts the command `staging` on the rehearsal under test, and does not wait. */
export function beginStaging(...args: string[]): Begun {
  const child = spawn(join(ROOT, 'node_modules/.bin/staging'), args, {
    cwd: ROOT,
    env: { ...process.env, STAGING_REHEARSAL_DIR: DIRECTORY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { output: () => text, kill: (signal) => void child.kill(signal), ended };
}

/** Runs it to its end, however long that takes. */
export async function stagingToTheEnd(...args: string[]): Promise<{ code: number | null; output: string }> {
  const begun = beginStaging(...args);
  return { code: await begun.ended, output: begun.output() };
}

import { join } from 'node:path';
import { type Ended, ROOT, run } from './programs.ts';
import { DIRECTORY } from './rehearsal.ts';

/** Types a line; `cwd` is relative to the repository. */
export type Shell = (
  line: string,
  options?: { cwd?: string; timeoutMs?: number; enough?: (soFar: Ended) => Promise<boolean> },
) => Promise<Ended>;

/**
 * A shell that was turned to the rehearsal once, as a person does; each line is typed into a copy of it. Where the turning
 * fails nothing is typed at all: the line would reach whatever account the caller's own credentials open.
 */
export async function openShell(): Promise<Shell> {
  const env = { STAGING_REHEARSAL_DIR: DIRECTORY };
  const turned = await run('npx', ['staging', 'env', '--shell', 'bash'], { env });
  if (turned.code !== 0) throw new Error(`npx staging env ended with ${turned.code}:\n${turned.stderr}`);
  return (line, { cwd = '.', ...options } = {}) =>
    run('bash', ['-c', `${turned.stdout}\n${line}`], {
      cwd: join(ROOT, cwd),
      env,
      ...options,
    });
}

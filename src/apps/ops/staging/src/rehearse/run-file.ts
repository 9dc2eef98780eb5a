import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../target/run-file.ts';
import { writeAtomically } from '../tfvars/file.ts';

/** `.rehearsal/run.json` tells the other commands where this rehearsal is; it goes when the rehearsal ends. */
export async function writeRunFile(directory: string, run: RunFile): Promise<Disposable> {
  const file = join(directory, 'run.json');
  await writeAtomically(file, `${JSON.stringify(run, null, 2)}\n`);
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

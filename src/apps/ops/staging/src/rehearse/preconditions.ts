import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { StagingError } from '../errors.ts';
import type { Tools } from '../terragrunt/tools.ts';

/** State, images, database and logs of one rehearsal, with room to breathe. */
const NEEDED_MIB = 1024;

/** Makes the rehearsal's folder. @throws StagingError when the disk is nearly full */
export async function makeDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const { bavail, bsize } = await statfs(directory);
  const freeMib = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMib >= NEEDED_MIB) return;
  throw new StagingError(`There is too little space for the rehearsal: ${freeMib} MB are free in ${directory}.`, {
    hint: `Make room for ${NEEDED_MIB} MB, or name another place with STAGING_REHEARSAL_DIR.`,
  });
}

/** The Python that set-up gave moto. */
export function pythonOf(tools: Tools): string {
  if (tools.python !== undefined) return tools.python;
  throw new StagingError('There is no Python with moto yet.', { hint: 'Let set-up make it: node scripts/setup.mjs' });
}

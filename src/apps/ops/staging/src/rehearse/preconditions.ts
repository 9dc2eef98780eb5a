import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { StagingError } from '../errors.ts';
import type { Tools } from '../terragrunt/tools.ts';

/** State, images, database and logs of one rehearsal, with room to breathe. */
const NEEDED_MIB = 1024;

/** Makes the rehearsal's folder. @throws StagingError when the disk is nearly full */
export async function makeDirectory(directory: string, neededMib = NEEDED_MIB): Promise<void> {
  make(directory);
  const { bavail, bsize } = await statfs(directory);
  const freeMib = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMib >= neededMib) return;
  throw new StagingError(`There is too little space for the rehearsal: ${freeMib} MB are free in ${directory}.`, {
    hint: `Make room for ${neededMib} MB, or name another place with STAGING_REHEARSAL_DIR.`,
  });
}

function make(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && (cause.code === 'EEXIST' || cause.code === 'ENOTDIR')))
      throw cause;
    throw new StagingError(`${directory} cannot be the rehearsal's folder: a file is in the way.`, {
      hint: 'Move that file away, or name another place with STAGING_REHEARSAL_DIR.',
      cause,
    });
  }
}

/** The Python that set-up gave moto. */
export function pythonOf(tools: Tools): string {
  if (tools.python !== undefined) return tools.python;
  throw new StagingError('There is no Python with moto yet.', { hint: 'Let set-up make it: node scripts/setup.mjs' });
}

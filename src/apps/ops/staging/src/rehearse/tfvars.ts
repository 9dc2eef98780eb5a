import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isStagingError, StagingError } from '../errors.ts';
import { addToList } from '../tfvars/edit.ts';
import { ALLOW_LIST, allowListOf, readTfvars, understand, writeAtomically } from '../tfvars/file.ts';

const HEADER =
  "# The rehearsal's own allow-list, written at each start: this machine may always enter. The real terraform.tfvars is never touched.\n";

/**
 * Writes `.rehearsal/terraform.tfvars` and returns its path. An allow-list that somebody changed there (`staging allow`) stays;
 * 127.0.0.1/32 is put back when it is missing.
 * @throws StagingError naming the mistake in a file that cannot be used; the file stays as it is
 */
export async function writeTfvars(directory: string): Promise<string> {
  const file = join(directory, 'terraform.tfvars');
  const text = existsSync(file) ? await readTfvars(file) : HEADER;
  const complete = mended(file, () => {
    const edited = understand(file, () => addToList(text, ALLOW_LIST, [LOOPBACK]));
    allowListOf(edited, file);
    return edited;
  });
  if (!existsSync(file) || complete !== text) await writeAtomically(file, complete);
  return file;
}

const LOOPBACK = { value: '127.0.0.1/32', comment: 'this machine' };

/** `staging allow` works on a rehearsal that runs, and this one does not yet: the file is what has to be corrected. */
function mended<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isStagingError(error)) throw error;
    throw new StagingError(error.message, {
      hint: `Correct ${file}, or delete it: one that lets this machine in is written at the next start.`,
      cause: error,
    });
  }
}

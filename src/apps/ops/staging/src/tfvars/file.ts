import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StagingError } from '../errors.ts';
import { cidrMistake } from './cidr.ts';
import { findList, TfvarsMistake } from './parse.ts';

export const ALLOW_LIST = 'allowed_cidr_blocks';

/** The text of a terraform.tfvars; empty when there is none. */
export async function readTfvars(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * The allow-list of a text, checked as the infrastructure will check it.
 * @throws StagingError naming file, line and mistake
 */
export function allowListOf(text: string, file: string): string[] {
  const values = understand(file, () => findList(text, ALLOW_LIST)?.items.map(({ value }) => value) ?? []);
  for (const value of values) {
    const mistake = cidrMistake(value);
    if (mistake) throw new StagingError(`${file}: ${mistake}`, { hint: `staging allow remove ${value}` });
  }
  return values;
}

/** Runs an edit; a mistake in the file becomes one sentence with its line. */
export function understand<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TfvarsMistake)) throw error;
    throw new StagingError(`${file}, line ${error.line}: ${error.message}.`, {
      hint: 'Correct that line, or begin again from terraform.tfvars.example.',
      cause: error,
    });
  }
}

/** Replaces a file in one step: whoever reads it sees the old text or the new, never half of it. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${randomBytes(4).toString('hex')}.partial`;
  await writeFile(partial, text);
  await rename(partial, file);
}

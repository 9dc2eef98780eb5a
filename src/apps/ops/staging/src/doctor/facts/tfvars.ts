import { existsSync } from 'node:fs';
import { isStagingError } from '../../errors.ts';
import type { Target } from '../../target/target.ts';
import { allowListOf, readTfvars } from '../../tfvars/file.ts';

/** Who may come in, as the file says. */
export type Tfvars = {
  file: string;
  exists: boolean;
  /** What is wrong in it, a sentence; null: nothing. */
  mistake: string | null;
  written: readonly string[];
};

export async function readTfvarsFacts({ tfvars: file }: Target): Promise<Tfvars> {
  const exists = existsSync(file);
  try {
    return { file, exists, mistake: null, written: allowListOf(await readTfvars(file), file) };
  } catch (error) {
    if (!isStagingError(error)) throw error;
    return { file, exists, mistake: error.message, written: [] };
  }
}

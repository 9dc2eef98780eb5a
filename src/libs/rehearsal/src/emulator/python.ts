import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The Python that has moto: `STAGING_PYTHON`, or the newest environment that setup made. */
export function findPython(env: NodeJS.ProcessEnv = process.env): string {
  const made = globSync(join(homedir(), '.cache/bookmark-manager/venv-*/bin/python3')).sort();
  const python = env.STAGING_PYTHON ?? made.at(-1);
  if (!python) throw new Error('There is no Python with moto yet: node scripts/setup.mjs makes one.');
  return python;
}

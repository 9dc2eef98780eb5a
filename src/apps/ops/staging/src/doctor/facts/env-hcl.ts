import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';

/** What the team chose once, in `env.hcl`; null where it is computed or not there. */
export type Chosen = { backend: string | null; mongodb: boolean | null; allowHttp: boolean | null };

export async function readEnvHcl({ unitsDirectory }: Pick<Config, 'unitsDirectory'>): Promise<Chosen> {
  return chosenIn(await readFile(join(unitsDirectory, 'env.hcl'), 'utf8'));
}

/** Plain values of the top level: the file keeps these so, for people to read. */
export function chosenIn(text: string): Chosen {
  const wordAt = (name: string) =>
    new RegExp(`^\\s*${name}\\s*=\\s*("?)([\\w-]+)\\1\\s*(?:#.*)?$`, 'm').exec(text)?.[2];
  const flag = (name: string) => ({ true: true, false: false })[wordAt(name) ?? ''] ?? null;
  return { backend: wordAt('backend') ?? null, mongodb: flag('mongodb'), allowHttp: flag('allow_http') };
}

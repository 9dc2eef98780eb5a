import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { EXIT } from '../errors.ts';
import { CACHE } from '../target/environment.ts';

export const command = defineCommand({
  describe(command) {
    command.option('--dry-run', 'print what would be removed and change nothing');
    command.addHelpText('after', '\nStates are never touched. The next plan fetches modules and providers again.');
  },
  options: z.object({ dryRun: z.boolean().default(false) }),
  async run({ config, io }, { dryRun }) {
    const caches = [
      ...(await findCaches(config.unitsDirectory)),
      ...[join(config.rehearsalDirectory, CACHE)].filter(existsSync),
    ];
    for (const cache of caches) {
      if (dryRun) io.out(`rm -r ${relative(config.root, cache)}`);
      else await rm(cache, { recursive: true, force: true });
    }
    if (!dryRun) io.out(caches.length === 0 ? 'There are no caches.' : `${caches.length} caches removed.`);
    return EXIT.yes;
  },
});

/** Terragrunt keeps one cache in each unit's folder. */
async function findCaches(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  const own = folders.filter(({ name }) => CACHES.includes(name)).map(({ name }) => join(directory, name));
  const others = folders.filter(({ name }) => !CACHES.includes(name));
  return [...own, ...(await Promise.all(others.map(({ name }) => findCaches(join(directory, name))))).flat()];
}

const CACHES = ['.terragrunt-cache', '.terraform'];

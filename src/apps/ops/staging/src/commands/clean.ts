import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { EXIT } from '../errors.ts';
import { findCaches } from '../terragrunt/caches.ts';

export const command = defineCommand({
  describe(command) {
    command.option('--dry-run', 'print what would be removed and change nothing');
    command.addHelpText('after', '\nStates are never touched. The next plan fetches modules and providers again.');
  },
  options: z.object({ dryRun: z.boolean().default(false) }),
  async run({ config, io }, { dryRun }) {
    const caches = await findCaches(config);
    for (const cache of caches) {
      if (dryRun) io.out(`rm -r ${relative(config.root, cache)}`);
      else await rm(cache, { recursive: true, force: true });
    }
    if (!dryRun) io.out(caches.length === 0 ? 'There are no caches.' : `${caches.length} caches removed.`);
    return EXIT.yes;
  },
});

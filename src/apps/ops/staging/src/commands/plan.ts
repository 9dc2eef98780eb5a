import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isClean } from '@bookmark-manager/plan';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { checkFiles, runStep } from '../infrastructure-run.ts';
import { findTarget } from '../target/target.ts';
import { openKeptPlans, sealKeptPlans } from '../terragrunt/kept-plans.ts';
import { reportPlans } from '../terragrunt/markdown.ts';
import { sayPlans } from '../terragrunt/say.ts';
import { warnOfUnrecorded } from '../unrecorded/refuse.ts';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--keep <folder>', 'keep the plans there: `staging up --planned <folder>` applies exactly these')
      .option('--markdown <file>', 'also write it down for a pull request')
      .option('--exit-zero', 'exit with 0 although there is something to change')
      .addHelpText(
        'after',
        '\nExit code 0: nothing to change. 1: something, or it failed.\n\nExamples:\n  staging plan --aws\n  staging plan --aws --keep plans --markdown plan.md --exit-zero',
      );
  },
  options: readOptions.extend({
    keep: z.string().optional(),
    markdown: z.string().optional(),
    exitZero: z.boolean().default(false),
  }),
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    await checkFiles(context, target);
    const folder = options.keep === undefined ? undefined : resolve(options.keep);
    if (folder) await openKeptPlans(folder);
    const { plans } = await runStep(context, target, { action: 'plan', ...(folder && { plansDirectory: folder }) });
    if (folder) await sealKeptPlans(folder, Object.keys(plans));
    await warnOfUnrecorded(context, target, plans);
    const clean = Object.values(plans).every(isClean);
    if (options.markdown !== undefined) {
      const withoutSecrets = Boolean(target.environment.STAGING_WITHOUT_SECRETS);
      await writeFile(options.markdown, reportPlans(plans, { withoutSecrets }));
    }
    if (options.json) io.out(JSON.stringify({ clean, units: plans }, null, 2));
    else if (clean) io.out(`Nothing to change in ${Object.keys(plans).length} units.`);
    else for (const line of sayPlans(plans)) io.out(line);
    return clean || options.exitZero ? EXIT.yes : EXIT.no;
  },
});

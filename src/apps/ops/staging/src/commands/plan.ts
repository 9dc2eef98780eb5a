import { isClean } from '@bookmark-manager/plan';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { checkFiles, runStep } from '../infrastructure-run.ts';
import { findTarget } from '../target/target.ts';
import { sayPlans } from '../terragrunt/say.ts';
import { warnOfUnrecorded } from '../unrecorded/refuse.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText('after', '\nExit code 0: nothing to change. 1: something, or it failed.');
  },
  options: readOptions,
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    await checkFiles(context, target);
    const { plans } = await runStep(context, target, { action: 'plan' });
    await warnOfUnrecorded(context, target, plans);
    const clean = Object.values(plans).every(isClean);
    if (options.json) io.out(JSON.stringify({ clean, units: plans }, null, 2));
    else if (clean) io.out(`Nothing to change in ${Object.keys(plans).length} units.`);
    else for (const line of sayPlans(plans)) io.out(line);
    return clean ? EXIT.yes : EXIT.no;
  },
});

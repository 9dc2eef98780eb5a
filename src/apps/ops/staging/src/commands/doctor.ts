import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { CHECKS } from '../doctor/checks/index.ts';
import { examine } from '../doctor/examine.ts';
import { gather } from '../doctor/gather.ts';
import { reportPage } from '../doctor/page.ts';
import { EXIT, isStagingError } from '../errors.ts';
import { runStep } from '../infrastructure-run.ts';
import { findTarget, type Target } from '../target/target.ts';
import { machineTime, worldTime } from '../target/time.ts';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--deep', 'make a new plan of all units first: a minute, and drift is told of now')
      .option('--all', 'show also what is well, with what it is read from')
      .addHelpText(
        'after',
        `
Each finding says what it is read from and what to type next. Drift is read from the last plan, with its age.
Being asleep is no drift. Exit code 0: no fault. 1: a fault.

Examples:
  staging doctor
  staging doctor --deep
  staging doctor --aws --json`,
      );
  },
  options: readOptions.extend({ deep: z.boolean().default(false), all: z.boolean().default(false) }),
  async run(context, options) {
    const { config, io } = context;
    const target = targetOrNone(context, options);
    if (options.deep && target !== null) await runStep(context, target, { action: 'plan' });
    const { now } = target === null ? machineTime() : await worldTime(target).catch(machineTime);
    const report = examine(await gather(config, target, now), CHECKS);
    if (options.json) io.out(JSON.stringify(report, null, 2));
    else for (const line of reportPage(report, io.paint, options.all)) io.out(line);
    return report.ok ? EXIT.yes : EXIT.no;
  },
});

/** It looks at this machine also where no rehearsal runs. */
function targetOrNone({ config, io }: Context, options: { aws: boolean }): Target | null {
  try {
    return findTarget(config, io, options);
  } catch (error) {
    if (isStagingError(error)) return null;
    throw error;
  }
}

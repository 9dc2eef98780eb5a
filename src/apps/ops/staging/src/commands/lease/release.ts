import { SSMClient } from '@aws-sdk/client-ssm';
import { defineCommand } from '../../command.ts';
import { writeOptions, writes } from '../../command-options.ts';
import { EXIT } from '../../errors.ts';
import { readStoredLeases } from '../../leases/read.ts';
import {
  chooseLeases,
  comesBack,
  hasHold,
  releaseCommandLine,
  releaseLease,
  sayRelease,
} from '../../leases/release.ts';
import { PARAMETERS } from '../../names.ts';
import { callScheduler, schedulerCommandLine } from '../../scheduler-call.ts';
import { confirm } from '../../target/confirm.ts';
import { findTarget } from '../../target/target.ts';

const RECONCILE = { action: 'reconcile' } as const;

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('<ids...>', 'as `staging lease list` shows them; the last letters do when only one ends with them')
      .addHelpText(
        'after',
        '\nThe environment becomes at once what the other leases and the calendar say. One that nobody can read can be released\ntoo. Releasing a hold asks first, in the rehearsal too: what it keeps awake may be running.\n\nExamples:\n  staging lease release 20261201T031500Z-stop-a1b2c3\n  staging lease release a1b2c3 d4e5f6 --dry-run',
      );
  },
  options: writeOptions,
  async run({ config, io }, options, ids) {
    const target = findTarget(config, io, options);
    const ssm = new SSMClient(target.clientOptions);
    const chosen = chooseLeases(await readStoredLeases(ssm, PARAMETERS), ids);
    if (options.dryRun) {
      for (const each of chosen) io.out(releaseCommandLine(each));
      io.out(schedulerCommandLine(RECONCILE));
      return EXIT.yes;
    }
    const what = sayRelease(chosen).join('\n');
    await confirm(target, io, { what, yes: options.yes, always: hasHold(chosen) });
    for (const each of chosen) await releaseLease(ssm, each);
    io.out((await callScheduler(target, RECONCILE)).message);
    if (comesBack(chosen)) io.err('The running rehearsal renews its own lease within 5 minutes: staging stop lasts.');
    return EXIT.yes;
  },
});

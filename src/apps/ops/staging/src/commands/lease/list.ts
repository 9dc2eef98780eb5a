import { SSMClient } from '@aws-sdk/client-ssm';
import { defineCommand } from '../../command.ts';
import { readOptions, reads } from '../../command-options.ts';
import { EXIT } from '../../errors.ts';
import { listLeases } from '../../leases/list.ts';
import { leasesJson, leasesPage } from '../../leases/page.ts';
import { readStoredLeases } from '../../leases/read.ts';
import { PARAMETERS } from '../../names.ts';
import { findTarget } from '../../target/target.ts';
import { worldTime } from '../../target/time.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText(
      'after',
      '\nNow: decides, waits (a stop, for a hold), overruled (by a newer one), later, ended. Times are in Tokyo.\n\nExamples:\n  staging lease list\n  staging lease list --json',
    );
  },
  options: readOptions,
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const [stored, { now }] = await Promise.all([
      readStoredLeases(new SSMClient(target.clientOptions), PARAMETERS),
      worldTime(target),
    ]);
    const list = listLeases(stored, now);
    if (options.json) {
      io.out(JSON.stringify(leasesJson(list, now), null, 2));
      return EXIT.yes;
    }
    if (list.leases.length === 0) io.out('There is no lease: the calendar decides.');
    for (const line of leasesPage(list, io.paint)) io.out(line);
    return EXIT.yes;
  },
});

import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { onTarget, targetOptions } from '../command-options.ts';
import { EXIT, StagingError } from '../errors.ts';
import { openers, openInBrowser } from '../open/browser.ts';
import { readNow } from '../status/now.ts';
import { readSchedulerSettings } from '../status/scheduler-settings.ts';
import { findUrl } from '../status/url.ts';
import { findTarget } from '../target/target.ts';
import { worldTime } from '../target/time.ts';

export const command = defineCommand({
  describe(command) {
    onTarget(command)
      .option('--print', 'print the address and open nothing')
      .addHelpText(
        'after',
        '\nAsleep, its wake page opens: it has a button that wakes it.\n\nExamples:\n  staging open\n  staging open --aws --print',
      );
  },
  options: targetOptions.extend({ print: z.boolean().default(false) }),
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const settings = await readSchedulerSettings(new LambdaClient(target.clientOptions));
    const [url, { status }] = await Promise.all([
      findUrl(target, new ElasticLoadBalancingV2Client(target.clientOptions), settings),
      worldTime(target).then(({ now }) => readNow(target.clientOptions, settings, now)),
    ]);
    if (url === null) throw new StagingError('There is no front door yet.', { hint: 'staging up' });
    if (status.condition !== 'awake')
      io.err(
        `It is ${status.condition.replace('-', ' ')} (${status.because.text}): its wake page answers. Wake it: staging start`,
      );
    io.out(url);
    if (options.print) return EXIT.yes;
    const isWsl = config.environment.WSL_DISTRO_NAME !== undefined;
    if (await openInBrowser(url, openers(process.platform, isWsl))) return EXIT.yes;
    throw new StagingError('No browser could be started on this machine.', {
      hint: 'Open the address above yourself.',
    });
  },
});

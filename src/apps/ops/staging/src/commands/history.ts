import { SSMClient } from '@aws-sdk/client-ssm';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { readHistory } from '../deploy/history.ts';
import { whoDeploys } from '../deploy/mark.ts';
import { historyPage, sayUnderWay } from '../deploy/page.ts';
import { chooseServices } from '../deploy/services.ts';
import { EXIT } from '../errors.ts';
import { findTarget } from '../target/target.ts';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .argument('[services...]', 'web, api (without any: both)')
      .addHelpText(
        'after',
        '\nThe last 20 deployments of each service, the newest first: who, when, of which commit, and what came of it. Times are in Tokyo.\n\nExamples:\n  staging history\n  staging history web --json',
      );
  },
  options: readOptions,
  async run({ config, io }, options, args) {
    const services = chooseServices(args);
    const ssm = new SSMClient(findTarget(config, io, options).clientOptions);
    const [all, underWay] = await Promise.all([readHistory(ssm), whoDeploys(ssm)]);
    const deployments = all.filter(({ service }) => services.includes(service));
    if (options.json) {
      io.out(JSON.stringify({ underWay, deployments }, null, 2));
      return EXIT.yes;
    }
    if (underWay) io.out(sayUnderWay(underWay));
    for (const line of historyPage(deployments)) io.out(line);
    return EXIT.yes;
  },
});

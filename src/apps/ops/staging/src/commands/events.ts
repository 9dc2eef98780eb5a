import { ECSClient } from '@aws-sdk/client-ecs';
import { say } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT, usageError } from '../errors.ts';
import { readEvents } from '../events/read.ts';
import { SERVICES, type Service } from '../names.ts';
import { findTarget } from '../target/target.ts';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .argument('[services...]', `${SERVICES.join(', ')} (without any: both)`)
      .option('--last <n>', 'how many, the newest', '20')
      .addHelpText(
        'after',
        `
Starts and stops of tasks, targets, deployments and rollbacks, in ECS's own words, the newest last. Times are in Tokyo.
Why a task stopped: staging tasks

Examples:
  staging events
  staging events api --last 100`,
      );
  },
  options: readOptions.extend({
    last: z.coerce.number({ error: 'expected a whole number' }).int().min(1).max(1000),
  }),
  async run({ config, io }, options, args) {
    const services = args.length > 0 ? args.map(toService) : SERVICES;
    const target = findTarget(config, io, options);
    const events = (await readEvents(new ECSClient(target.clientOptions), services)).slice(-options.last);
    if (options.json) io.out(JSON.stringify(events, null, 2));
    else if (events.length === 0) io.out('ECS tells of nothing yet.');
    else
      for (const { at, service, message } of events) {
        const time = `${say(new Date(at))}:${at.slice(17, 19)}`;
        io.out(`${io.paint('dim', time)}  ${service}  ${message}`);
      }
    return EXIT.yes;
  },
});

function toService(name: string): Service {
  const service = SERVICES.find((each) => each === name);
  if (service === undefined) throw usageError(`There is no service "${name}".`, `One of ${SERVICES.join(', ')}.`);
  return service;
}

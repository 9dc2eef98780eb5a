import { userInfo } from 'node:os';
import * as z from 'zod';
import { type Command, defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { EXIT, usageError } from '../errors.ts';
import { tellPrice } from '../price/of-call.ts';
import { callScheduler, type SchedulerCall, schedulerCommandLine } from '../scheduler-call.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';

const options = writeOptions.extend({
  for: z.string().optional(),
  until: z.string().optional(),
  why: z.string().max(200).optional(),
});

/** `start` and `stop` differ in a few words. */
export function startOrStop(
  action: 'start' | 'stop',
  words: { lasts: string; price: string; examples: string },
): Command {
  return defineCommand({
    describe(command) {
      writes(command)
        .option('--for <span>', `how long, such as 2h or 1h30m (${words.lasts})`)
        .option('--until <time>', 'until when in Tokyo: 23:30, or 2026-12-01 10:00')
        .option('--why <text>', 'why, for the others who ask')
        .addHelpText('after', `\n${words.price}\n\nExamples:\n${words.examples}`);
    },
    options,
    async run({ config, io }, given) {
      if (given.for && given.until) throw usageError('Give --for or --until, not both.');
      const { for: span, until, why } = given;
      const call: SchedulerCall = { action, for: span, until, by: userInfo().username, why };
      const target = findTarget(config, io, given);
      const price = await tellPrice(target, call);
      if (given.dryRun) {
        io.err(price);
        io.out(schedulerCommandLine(call));
        return EXIT.yes;
      }
      if (target.kind === 'rehearsal') io.err(`On AWS: ${price.charAt(0).toLowerCase()}${price.slice(1)}`);
      const what = `This will ${action} the environment. ${price}`;
      await confirm(target, io, { what, yes: given.yes, always: false });
      io.out((await callScheduler(target, call)).message);
      return EXIT.yes;
    },
  });
}

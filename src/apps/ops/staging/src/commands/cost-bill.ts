import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';

const options = readOptions.extend({
  month: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  shape: z.string().optional(),
  usage: z.string().optional(),
  fresh: z.boolean().default(false),
});

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--month <month>', 'such as 2026-12 (without it this one, until now)')
      .option('--from <date>', 'the first day, such as 2026-12-01')
      .option('--to <date>', 'the last day (without it today)')
      .option('--shape <name>', 'estimate another shape than the one that is applied')
      .option('--usage <file>', 'assume other use than usage.json does, such as what was measured')
      .option('--fresh', 'ask Cost Explorer again, also what was asked in the last day')
      .addHelpText('after', HELP);
  },
  options,
  async run(context, given) {
    // The clients of five AWS services, which an estimate needs none of.
    const { showBill } = await import('../bill/show.ts');
    return showBill(context, given);
  },
});

const HELP = `
What AWS charged, from Cost Explorer, by AWS service and day, beside the estimate for the same days; where the two differ
by more than 2 %, why: leases, tasks that were replaced, use. With a NAT gateway also its bytes, hour by hour. Days are those
of UTC. Each request to Cost Explorer costs USD 0.01, so with --aws an answer is kept for a day. In the rehearsal the bill is
that of what really ran, at list prices.

Examples:
  staging cost bill
  staging cost bill --month 2026-12 --json
  staging cost bill --aws --from 2026-12-01 --to 2026-12-07`;

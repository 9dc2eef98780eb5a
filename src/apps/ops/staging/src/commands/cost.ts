import { estimateJson } from '@bookmark-manager/cost';
import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { checkMonth, estimatePlanned, estimateShapes, type Named } from '../cost/ask.ts';
import { sayIncomplete } from '../cost/incomplete.ts';
import { monthAt } from '../cost/month.ts';
import { costPage } from '../cost/page.ts';
import { readPlanned } from '../cost/planned.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { machineTime } from '../target/time.ts';

const options = readOptions.extend({
  shape: z.string().optional(),
  shapes: z.boolean().default(false),
  planned: z.string().optional(),
  month: z.string().optional(),
  fresh: z.boolean().default(false),
});
type Options = z.infer<typeof options>;

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--shape <name>', 'another shape of shapes.json (without it the one that env.hcl names)')
      .option('--shapes', 'all shapes side by side, and what each measure saves')
      .option('--planned <folder>', 'the plans that `staging plan --keep` left there')
      .option('--month <month>', 'such as 2026-12 (without it this one)')
      .option('--fresh', 'plan anew, whatever is recorded')
      .addHelpText('after', HELP);
  },
  options,
  async run(context, given) {
    return tell(context, await ask(context, given), given);
  },
});

const HELP = `
From a plan, dated list prices and the calendar: nothing has to run. A plan that this checkout has not recorded is made
against an empty emulator. How much it is used is assumed in infra/terraform/envs/staging/usage.json.

Examples:
  staging cost
  staging cost --shape by-the-book --month 2026-12 --json
  staging plan --keep plans; staging cost --planned plans`;

async function ask(context: Context, given: Options): Promise<Named[]> {
  const month = checkMonth(given.month ?? monthAt(machineTime().now));
  if (given.planned !== undefined)
    return [await estimatePlanned(context.config, await readPlanned(given.planned), month)];
  const names = given.shapes ? 'all' : given.shape === undefined ? null : [given.shape];
  return estimateShapes(context, names, { month, fresh: given.fresh });
}

function tell({ io }: Context, estimates: readonly Named[], given: Options): ExitCode {
  for (const named of estimates) {
    if (named.estimate.total === null) for (const line of sayIncomplete(named)) io.err(line);
    if (given.json) io.out(JSON.stringify(estimateJson(named.name, named.estimate), null, 2));
    else if (named.estimate.total !== null)
      for (const line of costPage(named, { ...io, bars: io.seen, today: machineTime().now })) io.out(line);
  }
  return estimates.some(({ estimate }) => estimate.total === null) ? EXIT.usage : EXIT.yes;
}

import { estimateJson, type Usage } from '@bookmark-manager/cost';
import * as z from 'zod';
import { type CommandWithMore, type Context, defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { checkMonth, estimatePlanned, estimateShapes, type Named, readUsage } from '../cost/ask.ts';
import { differenceOf } from '../cost/difference.ts';
import { sayIncomplete } from '../cost/incomplete.ts';
import { measuresTable, resourcesTable, shapesTable } from '../cost/markdown.ts';
import { usd } from '../cost/money.ts';
import { monthAt } from '../cost/month.ts';
import { costPage } from '../cost/page.ts';
import { planned } from '../cost/planned-here.ts';
import { differenceJson, differenceMarkdown, differencePage } from '../cost/say-difference.ts';
import { shapesJson, shapesPage } from '../cost/shapes-page.ts';
import { EXIT, type ExitCode, usageError } from '../errors.ts';
import { machineTime } from '../target/time.ts';
import { command as bill } from './cost-bill.ts';
import { command as prices } from './cost-prices.ts';
import { command as renew } from './cost-renew.ts';

const options = readOptions
  .extend({
    shape: z.string().optional(),
    shapes: z.boolean().default(false),
    planned: z.string().optional(),
    diff: z.boolean().default(false),
    month: z.string().optional(),
    markdown: z.boolean().default(false),
    budget: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'expected an amount of USD such as 60')
      .transform(Number)
      .optional(),
    fresh: z.boolean().default(false),
  })
  .refine(
    ({ shape, shapes, planned, diff }) =>
      [shape, shapes || undefined, planned ?? (diff || undefined)].filter((each) => each !== undefined).length <= 1,
    {
      error: 'one of --shape, --shapes and --planned (or --diff), not more',
    },
  )
  .refine(({ budget, shapes }) => budget === undefined || !shapes, { error: '--budget is for one shape, not for all' });
type Options = z.infer<typeof options>;

const own = defineCommand({
  describe(command) {
    reads(command)
      .option('--shape <name>', 'another shape of shapes.json (without it the one that env.hcl names)')
      .option('--shapes', 'all shapes side by side, and what each measure saves')
      .option('--planned <folder>', 'what `staging plan --keep <folder>` planned')
      .option('--diff', 'what a plan changes about it: of --planned, or made now')
      .option('--month <month>', 'such as 2026-12 (without it this one)')
      .option('--budget <usd>', 'exit with 1 when more is expected')
      .option('--markdown', 'tables for a document or a pull request')
      .option('--fresh', 'plan anew, whatever is recorded')
      .addHelpText('after', HELP);
  },
  options,
  async run(context, given) {
    const month = checkMonth(given.month ?? monthAt(machineTime().now));
    if (given.diff) return tellDifference(context, given, month);
    const estimates = await ask(context, given, month);
    const odd = estimates.filter(({ estimate }) => estimate.total === null);
    for (const named of odd) for (const line of sayIncomplete(named)) context.io.err(line);
    if (given.json || odd.length === 0) tell(context, estimates, given, await readUsage(context.config));
    return odd.length > 0 ? EXIT.usage : within(context, estimates, given);
  },
});

export const command: CommandWithMore = {
  ...own,
  commands: {
    bill: { summary: 'what AWS charged, beside the estimate for the same days', command: bill },
    prices: { summary: 'the prices that estimates use: how old, how sure; ask AWS for newer ones', command: prices },
    renew: { summary: "record the shapes' plans anew, and write the documents' tables", command: renew },
  },
};

const HELP = `
From a plan, dated list prices and the calendar: nothing has to run. A plan that is not recorded is made against an empty
emulator. How much it is used is assumed in infra/terraform/envs/staging/usage.json: low, expected, high. Exit code 1:
above the budget. 2: something has no price, which is named, and there is no total.

Examples:
  staging cost
  staging cost --shape by-the-book --month 2026-12 --json
  staging cost --shapes
  staging cost --budget 60
  staging plan --keep plans; staging cost --planned plans --diff`;

async function ask(context: Context, given: Options, month: string): Promise<Named[]> {
  if (given.planned !== undefined) {
    await using plans = await planned(context, given);
    return [await estimatePlanned(context.config, plans.planned, month)];
  }
  const names = given.shapes ? 'all' : given.shape === undefined ? null : [given.shape];
  return estimateShapes(context, names, { month, fresh: given.fresh });
}

function tell({ io }: Context, estimates: readonly Named[], { json, markdown, shapes }: Options, usage: Usage): void {
  const [first] = estimates;
  const kb = usage.kb_per_request.expected;
  if (json) {
    const all = estimates.map(({ name, estimate }) => estimateJson(name, estimate));
    io.out(JSON.stringify(shapes ? shapesJson(all, estimates, kb) : all[0], null, 2));
  } else if (markdown)
    io.out(shapes ? `${shapesTable(estimates)}\n\n${measuresTable(estimates)}` : first ? resourcesTable(first) : '');
  else {
    const page = { paint: io.paint, columns: io.columns, bars: io.seen, today: machineTime().now };
    const lines = shapes ? shapesPage(estimates, page, kb) : estimates.flatMap((named) => costPage(named, page));
    for (const line of lines) io.out(line);
  }
}

function within({ io }: Context, estimates: readonly Named[], { budget }: Options): ExitCode {
  if (budget === undefined) return EXIT.yes;
  const expected = estimates[0]?.estimate.total?.expected ?? 0;
  const over = expected - budget * 1e6;
  io.err(over > 0 ? `USD ${usd(over)} above the budget of USD ${budget}.` : `Within the budget of USD ${budget}.`);
  return over > 0 ? EXIT.no : EXIT.yes;
}

async function tellDifference(context: Context, given: Options, month: string): Promise<ExitCode> {
  const { io } = context;
  if (given.budget !== undefined) throw usageError('--budget goes with an estimate, not with --diff.');
  await using plans = await planned(context, given);
  const difference = await differenceOf(context.config, plans.planned, month);
  const { before, after } = difference;
  const odd = [before, after].flatMap((estimate) => (estimate?.total === null ? [{ name: 'the plan', estimate }] : []));
  for (const named of odd) for (const line of sayIncomplete(named)) io.err(line);
  if (given.json) io.out(JSON.stringify(differenceJson(difference), null, 2));
  else if (odd.length === 0 && given.markdown) io.out(differenceMarkdown(difference));
  else if (odd.length === 0) for (const line of differencePage(difference)) io.out(line);
  return odd.length > 0 ? EXIT.usage : EXIT.yes;
}

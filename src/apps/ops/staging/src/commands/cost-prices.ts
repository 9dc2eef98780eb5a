import { PricingClient } from '@aws-sdk/client-pricing';
import { ageInDays, OLD_DAYS, priceList } from '@bookmark-manager/prices';
import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { pricesJson, pricesPage, refreshedPage } from '../cost/prices-page.ts';
import { refresh, writeRefreshed } from '../cost/refresh.ts';
import { EXIT, type ExitCode, usageError } from '../errors.ts';
import { findTarget } from '../target/target.ts';
import { machineTime } from '../target/time.ts';

/** Where AWS answers the Price List API. */
const PRICING_REGION = 'us-east-1';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .option('--refresh', "ask AWS's Price List API for newer ones, and write them into the file (with --aws)")
      .option('--dry-run', 'with --refresh: show them and write nothing')
      .addHelpText(
        'after',
        `
From src/libs/prices/ap-northeast-1.json. A warning names how many are older than ${OLD_DAYS} days. Asking AWS needs
credentials that may do pricing:GetProducts; no estimate needs it.

Examples:
  staging cost prices
  staging cost prices --json
  staging cost prices --refresh --dry-run --aws`,
      );
  },
  options: readOptions.extend({ refresh: z.boolean().default(false), dryRun: z.boolean().default(false) }),
  async run(context, given) {
    if (given.refresh) return askAws(context, given);
    const { io } = context;
    const list = priceList();
    const today = machineTime().now;
    if (given.json) io.out(JSON.stringify(pricesJson(list, today), null, 2));
    else for (const line of pricesPage(list, today, io.paint)) io.out(line);
    const old = list.prices.filter(({ asOf }) => (ageInDays(asOf, today) ?? 0) > OLD_DAYS);
    if (old.length > 0)
      io.err(`! ${old.length} prices are older than ${OLD_DAYS} days: staging cost prices --refresh --aws`);
    return EXIT.yes;
  },
});

async function askAws({ config, io }: Context, given: { aws: boolean; dryRun: boolean }): Promise<ExitCode> {
  const target = given.aws || config.onAws ? findTarget(config, io, given) : null;
  if (target === null)
    throw usageError(
      'Only AWS itself has a list of prices.',
      'With your credentials: staging cost prices --refresh --aws',
    );
  const client = new PricingClient({ ...target.clientOptions, region: PRICING_REGION });
  const refreshed = await refresh(client, priceList(), (done, of) => {
    if (done % 10 === 0) io.err(`${done} of ${of} prices asked`);
  });
  for (const line of refreshedPage(refreshed)) io.out(line);
  if (given.dryRun) return EXIT.yes;
  await writeRefreshed(config, refreshed, machineTime().now.toISOString().slice(0, 10));
  io.out('Written. What follows: node scripts/setup.mjs, then staging cost renew');
  return EXIT.yes;
}

import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { readShapeSchedule } from '../schedule/shape.ts';
import { findTarget, type Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { billJson } from './json.ts';
import { keep, keptFile, readKept } from './keep.ts';
import { billPage } from './page.ts';
import { type Period, periodOf } from './period.ts';
import { type Bill, readBill } from './read.ts';
import { costExplorerOf, tellBill } from './tell.ts';

/** The options of `staging cost bill`. */
export type Asked = {
  aws: boolean;
  json: boolean;
  fresh: boolean;
  month?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  shape?: string | undefined;
  usage?: string | undefined;
};

/** Prints what was charged in a period, beside the estimate for it. */
export async function showBill(context: Context, asked: Asked): Promise<ExitCode> {
  const { config, io } = context;
  const target = findTarget(config, io, asked);
  const { now } = await worldTime(target);
  const period = periodOf(asked, now);
  // A rehearsal knows its shape; of an account it is the one that env.hcl names.
  const applied = target.kind === 'rehearsal' ? target.run.shape : undefined;
  const { shape, slice } = await readShapeSchedule(config.unitsDirectory, asked.shape ?? applied);
  const bill = await billOf(context, target, period, asked.fresh);
  const told = await tellBill(context, target, { bill, period, of: { shape, slice, usageFile: asked.usage ?? null } });
  if (asked.json) io.out(JSON.stringify(billJson(told), null, 2));
  else for (const line of billPage(told, io.paint)) io.out(line);
  return EXIT.yes;
}

/** What AWS says; on the real account each question is asked once a day. */
async function billOf({ config, io }: Context, target: Target, period: Period, fresh: boolean): Promise<Bill> {
  if (target.kind === 'rehearsal') return readBill(costExplorerOf(target), period);
  const file = keptFile(config, await accountOf(target), period);
  const now = new Date();
  const known = fresh ? null : await readKept(file, now);
  if (known !== null) {
    io.err(
      `As Cost Explorer said on ${known.at.toISOString().slice(0, 16).replace('T', ' ')} UTC (--fresh asks again, for USD 0.01).`,
    );
    return known.bill;
  }
  io.err('Asking Cost Explorer, which costs USD 0.01.');
  const bill = await readBill(costExplorerOf(target), period);
  await keep(file, bill, now);
  return bill;
}

async function accountOf(target: Target): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { Account } = await new STSClient(target.clientOptions).send(new GetCallerIdentityCommand({}));
  return Account ?? 'unknown';
}

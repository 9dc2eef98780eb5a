import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { type Calendar, createCalendar, publicHolidayIfKnown } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import { readEvents } from '../events/read.ts';
import { readLogs } from '../logs/read.ts';
import { SERVICES } from '../names.ts';
import type { Target } from '../target/target.ts';
import { type Comparison, compare } from './compare.ts';
import { type EstimateOf, estimatesOf } from './estimates.ts';
import { explain, type Facts } from './explain.ts';
import { decisionsIn, departuresOf } from './history.ts';
import { readLived } from './lived.ts';
import { type NatTraffic, readNatTraffic } from './nat.ts';
import { daysOf, type Period } from './period.ts';
import { plannedLines } from './planned.ts';
import type { Bill } from './read.ts';
import { extraStarts } from './starts.ts';

/** A bill beside its estimate, with all that is said about it. */
export type Told = {
  shape: string;
  period: Period;
  comparison: Comparison;
  estimated: string[];
  requests: number;
  nat: NatTraffic[];
  /** Why the two differ. */
  notes: string[];
  /** What has to be known to read them. */
  remarks: string[];
};

/** Where Cost Explorer is, whatever the region. */
export const COST_EXPLORER_REGION = 'us-east-1';

export const costExplorerOf = (target: Target) =>
  new CostExplorerClient({ ...target.clientOptions, region: COST_EXPLORER_REGION });

/** Puts a bill beside an estimate for the same time, and finds out why they differ. */
export async function tellBill(
  context: Context,
  target: Target,
  { bill, period, of }: { bill: Bill; period: Period; of: EstimateOf },
): Promise<Told> {
  const calendar = createCalendar(of.slice, publicHolidayIfKnown);
  const days = daysOf(period);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const [estimates, facts] = await Promise.all([estimatesOf(context, of, months), readFacts(target, calendar, period)]);
  const comparison = compare(days, bill.lines, plannedLines(period, estimates.byMonth, calendar));
  return {
    ...{ shape: of.shape, period, comparison, estimated: bill.estimated, requests: bill.requests, nat: [...facts.nat] },
    notes: explain(comparison, facts),
    remarks: remarksOn(target, bill, days.length, estimates.unpriced),
  };
}

async function readFacts(target: Target, calendar: Calendar, period: Period): Promise<Facts> {
  const { clientOptions } = target;
  const span = { from: new Date(period.from), until: period.until };
  const [events, log, nat, lived] = await Promise.all([
    readEvents(new ECSClient(clientOptions), SERVICES),
    readLogs(new CloudWatchLogsClient(clientOptions), ['scheduler'], span.from),
    readNatTraffic({ ec2: new EC2Client(clientOptions), cloudwatch: new CloudWatchClient(clientOptions) }, span),
    target.kind === 'rehearsal' ? readLived(target.run.endpoint, period) : null,
  ]);
  const decisions = decisionsIn(log);
  return {
    departures: departuresOf(decisions, calendar, span),
    starts: extraStarts(events, period),
    ...{ nat, lived },
    logSince: decisions[0]?.at ?? null,
  };
}

function remarksOn({ kind }: Target, bill: Bill, days: number, unpriced: readonly string[]): string[] {
  const requests = `${bill.requests} ${bill.requests === 1 ? 'request' : 'requests'}`;
  return [
    'Days are those of UTC, as AWS has them: they begin at 9:00 in Tokyo. Before credits and tax.',
    ...(kind === 'aws'
      ? [
          `${bill.estimated.length} of ${days} days may still change: Cost Explorer is up to a day behind.`,
          'It is the bill of the whole account: what else is in it, nobody expected here.',
          `Cost Explorer was asked by ${requests} of USD 0.01 each; its answer is kept for a day (--fresh asks again).`,
        ]
      : []),
    ...(unpriced.length > 0 ? [`The estimate lacks what nobody can price: ${unpriced.join(', ')}.`] : []),
  ];
}

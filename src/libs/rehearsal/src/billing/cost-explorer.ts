import { createHash } from 'node:crypto';
import type { Table } from '../relay/types.ts';
import { answering, fault, type Json } from '../relay/wire.ts';
import { type Asked, type Metric, readAsked } from './asked.ts';
import type { BillLine } from './bill.ts';
import { valueIn } from './dimensions.ts';
import { fits } from './filter.ts';
import { type Period, periodsOf, wordPeriod } from './periods.ts';

export type CostExplorerOptions = {
  now(): Date;
  /** The lines of the bill between two moments, by hour. */
  bill(from: Date, until: Date): BillLine[];
};

/** So many amounts stand on one page, and one period at least. */
const PAGE = 500;

/** Cost Explorer's GetCostAndUsage. Its days begin at midnight of UTC, nine in the morning in Tokyo. */
export function costExplorerRows({ now, bill }: CostExplorerOptions): Table {
  return {
    'ce:GetCostAndUsage': answering<Json & { NextPageToken?: string; GroupBy?: Json[] }>((input) => {
      const at = now();
      const asked = readAsked(input, at);
      const { NextPageToken: token, ...question } = input;
      const begin = token === undefined ? 0 : positionIn(token, question);
      // Where the clock was set back, hours that are still to come were lived already: nobody knows of them yet.
      const until = new Date(Math.min(asked.until.getTime(), at.getTime() + 1));
      const lines = bill(asked.from, until).filter((line) => !asked.filter || fits(asked.filter, line));
      const periods = periodsOf(asked, asked.granularity);
      const results: Json[] = [];
      let amounts = 0;
      let index = begin;
      for (; index < periods.length && (amounts === 0 || amounts < PAGE); index += 1) {
        const period = periods[index] as Period;
        const result = resultOf(asked, period, within(lines, period), at);
        amounts += 1 + result.Groups.length;
        results.push(result);
      }
      return {
        GroupDefinitions: input.GroupBy ?? [],
        ResultsByTime: results,
        DimensionValueAttributes: [],
        ...(index < periods.length && { NextPageToken: tokenOf(index, question) }),
      };
    }),
  };
}

function resultOf(asked: Asked, period: Period, lines: readonly BillLine[], now: Date) {
  const { groupBy, metrics, granularity } = asked;
  const groups = Map.groupBy(lines, (line) => JSON.stringify(groupBy.map((dimension) => valueIn(line, dimension))));
  const isGrouped = groupBy.length > 0;
  return {
    TimePeriod: wordPeriod(period, granularity),
    Total: isGrouped ? {} : amountsOf(metrics, lines),
    Groups: isGrouped
      ? [...groups]
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([keys, own]) => ({ Keys: JSON.parse(keys) as string[], Metrics: amountsOf(metrics, own) }))
      : [],
    // A month's bill is final some days after its end.
    Estimated: now.getTime() < Date.UTC(period.until.getUTCFullYear(), period.until.getUTCMonth() + 1, 3),
  };
}

function within(lines: readonly BillLine[], { from, until }: Period): BillLine[] {
  const [first, end] = [from, until].map((at) => at.toISOString().slice(0, 13)) as [string, string];
  return lines.filter(({ hour }) => hour >= first && hour < end);
}

/** One account, no reservations, no credits: all kinds of cost are the same. */
function amountsOf(
  metrics: readonly Metric[],
  lines: readonly BillLine[],
): Record<string, { Amount: string; Unit: string }> {
  const units = new Set(lines.map(({ unit }) => unit));
  const [unit = 'N/A'] = units;
  const amounts = (metric: Metric) => {
    if (metric === 'NormalizedUsageAmount') return { Amount: '0', Unit: 'N/A' };
    if (metric === 'UsageQuantity')
      return { Amount: word(lines, ({ quantity }) => quantity), Unit: units.size === 1 ? unit : 'N/A' };
    return { Amount: word(lines, ({ usd }) => usd), Unit: 'USD' };
  };
  return Object.fromEntries(metrics.map((metric) => [metric, amounts(metric)]));
}

/** Ten digits after the point, as Cost Explorer has them, without zeros at the end. */
function word(lines: readonly BillLine[], of: (line: BillLine) => number): string {
  const sum = lines.reduce((total, line) => total + of(line), 0);
  return sum.toFixed(10).replace(/\.?0+$/, '');
}

const hashOf = (question: Json) => createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
const tokenOf = (index: number, question: Json) => Buffer.from(`${index} ${hashOf(question)}`).toString('base64url');

/** @throws a fault when the token is none of ours, or belongs to another question */
function positionIn(token: string, question: Json): number {
  const [, index, hash] = /^(\d+) ([0-9a-f]{16})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (index === undefined) throw fault('InvalidNextPageTokenException', 'The pagination token is invalid.');
  if (hash !== hashOf(question))
    throw fault(
      'RequestChangedException',
      'Your request parameters changed between pages. Try again with the old parameters or without a pagination token.',
    );
  return Number(index);
}

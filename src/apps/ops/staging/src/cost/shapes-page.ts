import type { EstimateJson } from '@bookmark-manager/cost';
import { table } from '../text/table.ts';
import type { Named } from './ask.ts';
import { bar } from './bar.ts';
import { doorsJson, doorsPage } from './doors.ts';
import { savings } from './measures.ts';
import { sayQuantity, sayRange, signed, usd } from './money.ts';
import { sayMonth } from './month.ts';
import type { PageOptions } from './page.ts';
import { mark, remarksOn } from './remarks.ts';
import { WORDS } from './words.ts';

/** All shapes side by side, the dearest first, and what each measure saves. */
export function shapesPage(
  estimates: readonly Named[],
  { paint, columns, bars, today }: PageOptions,
  kbPerRequest: number,
): string[] {
  const expected = ({ estimate }: Named) => estimate.total?.expected ?? 0;
  const sorted = estimates.toSorted((one, other) => expected(other) - expected(one));
  const most = Math.max(1, ...sorted.map(expected));
  const width = Math.max(10, Math.min(40, columns - 70));
  const rows = sorted.map((named) => [
    named.name,
    named.estimate.total ? `${sayRange(named.estimate.total)}${mark(named.estimate.items)}` : '',
    `${sayQuantity(named.estimate.hours.services.expected)} h`,
    bars ? paint('cyan', bar(expected(named) / most, width)) : '',
  ]);
  const { measures } = WORDS.en;
  const saved = savings(estimates).map(({ from, to, what, microUsd }) => [
    measures[what] ?? what,
    `${from} → ${to}`,
    microUsd < 0 ? signed(microUsd) : usd(microUsd),
  ]);
  const [first] = sorted;
  return [
    paint('bold', `USD a month, ${first ? sayMonth(first.estimate.hours.month) : ''}, without tax`),
    ...table(['shape', 'expected (low to high)', 'tasks run', ''], rows),
    '',
    ...table(['measure', 'from → to', 'saves'], saved),
    '',
    ...doorsPage(first?.estimate.hours.all ?? MONTH_HOURS, kbPerRequest),
    ...remarksOn(
      estimates.flatMap(({ estimate }) => estimate.items),
      today,
    ).map((remark) => paint('dim', remark)),
  ];
}

/** `staging cost --shapes --json`: the estimates of `staging cost --json`, and what each measure saves in dollars. */
export function shapesJson(all: readonly EstimateJson[], estimates: readonly Named[], kbPerRequest: number): unknown {
  const saves = savings(estimates).map(({ microUsd, ...saving }) => ({ ...saving, usd: microUsd / 1e6 }));
  const doors = doorsJson(estimates[0]?.estimate.hours.all ?? MONTH_HOURS, kbPerRequest);
  return { shapes: all, savings: saves, frontDoors: doors };
}

/** Where no estimate says how long a month is. */
const MONTH_HOURS = 730;

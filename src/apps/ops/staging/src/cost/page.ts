import { groupBy, type Item, sum } from '@bookmark-manager/cost';
import type { Paint } from '../io.ts';
import { table } from '../text/table.ts';
import type { Named } from './ask.ts';
import { bar } from './bar.ts';
import { sayQuantity, sayRange, usd } from './money.ts';
import { sayMonth } from './month.ts';
import { mark, remarksOn } from './remarks.ts';

export type PageOptions = { paint: Paint; columns: number; bars: boolean; today: Date };

const KINDS = {
  fixed: 'whether it sleeps or not',
  scheduled: 'while it is awake',
  usage: 'by use (usage.json)',
} as const;

/** An estimate that is complete: by AWS service, by kind, by resource, and what there is to say about its prices. */
export function costPage({ name, estimate }: Named, { paint, columns, bars, today }: PageOptions): string[] {
  const { hours, items, total } = estimate;
  if (total === null) throw new Error('An incomplete estimate has no page.');
  const most = Math.max(...groupBy(items, ({ awsService }) => awsService).map(({ microUsd }) => microUsd.expected));
  const services = groupBy(items, ({ awsService }) => awsService).map((group) => [
    group.name,
    usd(group.microUsd.expected).padStart(7),
    bars ? paint('cyan', bar(group.microUsd.expected / most, Math.max(10, Math.min(40, columns - 60)))) : '',
  ]);
  const kinds = groupBy(items, ({ kind }) => kind).map((group) => [
    KINDS[group.name as Item['kind']],
    usd(group.microUsd.expected).padStart(7),
  ]);
  return [
    paint('bold', `${name}, ${sayMonth(hours.month)}: USD ${sayRange(total)}${mark(items)}, without tax`),
    `Awake ${sayQuantity(hours.awake)} of ${hours.all} h by the calendar; tasks run ${sayQuantity(hours.services.expected)} h, the database ${sayQuantity(hours.database.expected)} h.`,
    '',
    ...table(['AWS service', '    USD'], services),
    '',
    ...table(['charged', '    USD'], kinds),
    '',
    ...table(
      ['resource', 'what', 'quantity', 'unit', 'a unit', 'USD'],
      items.filter(isSeen).toSorted(dearest).map(rowOf),
    ),
    ...others(items.filter((item) => !isSeen(item))),
    ...remarksOn(items, today).map((remark) => paint('dim', remark)),
  ];
}

/** A cent, rounded, as expected. */
export const isSeen = ({ microUsd }: Item): boolean => microUsd.expected >= 5000;

function others(items: readonly Item[]): string[] {
  const { expected, high } = sum(items.map(({ microUsd }) => microUsd));
  return items.length === 0
    ? []
    : [
        `and ${items.length} that are expected to cost less than a cent each: ${usd(expected)}, at most ${usd(high)} (--json)`,
      ];
}

export const dearest = (one: Item, other: Item): number => other.microUsd.expected - one.microUsd.expected;

function rowOf(row: Item): string[] {
  const { unit, address, item, quantity, price, microUsd } = row;
  return [
    `${unit} ${address}`,
    item,
    sayQuantity(quantity.expected),
    price.unit,
    `${price.picoUsd / 1e12}${mark([row])}`,
    microUsd.low === microUsd.high ? usd(microUsd.expected) : sayRange(microUsd),
  ];
}

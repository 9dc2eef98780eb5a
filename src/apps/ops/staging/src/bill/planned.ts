import type { Item } from '@bookmark-manager/cost';
import { billedUsageType, type MicroUsd } from '@bookmark-manager/prices';
import type { Calendar } from '@bookmark-manager/schedule';
import { daysOf, monthSpan, type Period } from './period.ts';

/** What of an estimate is needed here. */
export type EstimatedItem = Pick<Item, 'awsService' | 'item' | 'kind' | 'quantity' | 'free'> & {
  price: Pick<Item['price'], 'usageType' | 'unit'>;
  microUsd: { expected: MicroUsd };
};

/** What is expected of one usage type on one day. */
export type PlannedLine = {
  day: string;
  awsService: string;
  usageType: string;
  kind: Item['kind'];
  /** As AWS counts it, what is free of it too. */
  quantity: number;
  microUsd: number;
};

const HOUR_MS = 3_600_000;

/**
 * The share of the months' estimates that falls on the days of a period, as far as they have passed. What is fixed is spread over
 * the month's hours, what is scheduled over those of its hours in which the calendar wakes, and what is paid for at once falls on
 * the first.
 * @param estimates by month of UTC: `2026-12`
 */
export function plannedLines(
  period: Period,
  estimates: ReadonlyMap<string, readonly EstimatedItem[]>,
  calendar: Calendar,
): PlannedLine[] {
  return daysOf(period).flatMap((day) => {
    const from = new Date(day);
    const until = new Date(Math.min(from.getTime() + 24 * HOUR_MS, period.until.getTime()));
    const month = monthSpan(day.slice(0, 7));
    const fixed = (until.getTime() - from.getTime()) / (month.until.getTime() - month.from.getTime());
    const monthAwake = awakeMs(calendar, month.from, month.until);
    const awake = monthAwake > 0 ? awakeMs(calendar, from, until) / monthAwake : fixed;
    const shares = { fixed, scheduled: awake, usage: awake };
    return (estimates.get(day.slice(0, 7)) ?? []).map((item) => {
      const usageType = billedUsageType(item.price);
      const share = AT_ONCE.has(usageType) ? Number(day.endsWith('-01')) : shares[item.kind];
      return {
        ...{ day, usageType, awsService: item.awsService, kind: item.kind },
        quantity: (item.quantity.expected + item.free.expected) * share * sizeOf(item.price.unit),
        microUsd: item.microUsd.expected * share,
      };
    });
  });
}

/** Of these a month is paid for on its first day. */
const AT_ONCE = new Set(['HostedZone']);

/** How many of what AWS counts one unit of a price is: `1M requests`, `10,000 calls`. */
function sizeOf(unit: string): number {
  const [, number = '1', million = ''] = /^([\d,]+)(M?) /.exec(unit) ?? [];
  return Number(number.replaceAll(',', '')) * (million === 'M' ? 1_000_000 : 1);
}

/** How long the calendar keeps things running between two moments: waking before an opening counts. */
export function awakeMs(calendar: Calendar, from: Date, until: Date): number {
  let sum = 0;
  for (let at = from; at < until; ) {
    const { isAwake, next } = runningAt(calendar, at);
    const end = next < until ? next : until;
    if (isAwake) sum += end.getTime() - at.getTime();
    at = end;
  }
  return sum;
}

const FOREVER = new Date(8.64e15);

/** Whether the calendar has things running at a moment, and until when at least it stays so. */
export function runningAt(calendar: Calendar, at: Date): { isAwake: boolean; next: Date } {
  const edge = calendar.nextEdge(at) ?? FOREVER;
  if (calendar.at(at).condition === 'awake') return { isAwake: true, next: edge };
  if (edge === FOREVER) return { isAwake: false, next: FOREVER };
  const wakes = new Date(edge.getTime() - calendar.wakeLeadMs);
  return wakes > at ? { isAwake: false, next: wakes } : { isAwake: true, next: edge };
}

import { ageInDays, OLD_DAYS, oldest, sayUsd } from '@bookmark-manager/prices';
import { sayDuration } from '@bookmark-manager/schedule';
import type { AwakeHour } from './awake-hour.ts';

const HOUR_MS = 3_600_000;

/** What a longer (or, negative, a shorter) time awake costs (or saves), in one or two sentences. */
export function sayPrice(moreMs: number, hour: AwakeHour, today: Date): string {
  if (moreMs === 0) return 'This changes nothing about how long it is awake, so nothing about what it costs.';
  const amount = sayUsd(Math.round((hour.microUsd * Math.abs(moreMs)) / HOUR_MS));
  const span = sayDuration(Math.abs(moreMs));
  const what =
    moreMs > 0 ? `It costs about ${amount}: ${span} more awake` : `It saves about ${amount}: ${span} less awake`;
  return `${what}, at ${sayUsd(hour.microUsd)} an hour (${sayBasis(hour, today)}).${sayMissing(hour)}`;
}

/** `list prices of 2026-10-08, without tax`. */
function sayBasis({ items }: AwakeHour, today: Date): string {
  const prices = items.map(({ price }) => price);
  const asOf = oldest(prices);
  const age = ageInDays(asOf, today) ?? 0;
  const guessed = prices.some(({ confidence }) => confidence === 'low');
  return [
    `list prices ${asOf === null ? 'that are not all dated' : `of ${asOf}`}${age > OLD_DAYS ? `, which is ${age} days ago` : ''}`,
    'without tax',
    ...(guessed ? ['one of them a guess'] : []),
  ].join(', ');
}

function sayMissing({ unpriced }: AwakeHour): string {
  return unpriced.length === 0 ? '' : ` Not in it, because its price is not known: ${unpriced.join(', ')}.`;
}

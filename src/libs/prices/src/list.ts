import tokyo from '../ap-northeast-1.json' with { type: 'json' };
import { type Price, type PriceList, parsePriceList } from './schema.ts';

const DAY_MS = 86_400_000;

/** Prices older than this are said to be old. */
export const OLD_DAYS = 180;

/** The prices of Tokyo. */
export function priceList(): PriceList {
  return parsePriceList(tokyo);
}

/** The price of a usage type, or undefined when the list has none: what has no price is not free. */
export function findPrice({ prices }: PriceList, service: string, usageType: string): Price | undefined {
  return prices.find((price) => price.service === service && price.usageType === usageType);
}

/** Whole days since a date such as `2026-10-08`, `2026-10` or `2026` began; null when there is none. */
export function ageInDays(asOf: string | null, now: Date): number | null {
  return asOf === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(asOf)) / DAY_MS));
}

/** The date of that price whose source is the oldest; null when one of them has no date, or there are none. */
export function oldest(prices: readonly Price[]): string | null {
  if (prices.some(({ asOf }) => asOf === null)) return null;
  return prices.reduce<string | null>(
    (first, { asOf }) => (first === null || (asOf !== null && Date.parse(asOf) < Date.parse(first)) ? asOf : first),
    null,
  );
}

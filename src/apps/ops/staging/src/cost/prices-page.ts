import { ageInDays, OLD_DAYS, oldest, type Price, type PriceList } from '@bookmark-manager/prices';
import type { Paint } from '../io.ts';
import { table } from '../text/table.ts';
import type { Refreshed } from './refresh.ts';

/** Every price with its age and how sure it is. */
export function pricesPage(
  { prices, region, compiledOn, newestSource, note }: PriceList,
  today: Date,
  paint: Paint,
): string[] {
  const dated = prices.filter(({ asOf }) => asOf !== null);
  const rows = prices.map((price) => {
    const age = ageInDays(price.asOf, today);
    const old = age !== null && age > OLD_DAYS;
    return [
      price.service,
      price.usageType,
      `${price.picoUsd / 1e12}`,
      price.unit,
      age === null ? 'undated' : `${age} d${old ? ' !' : ''}`,
      `${price.confidence === 'low' ? '~ ' : ''}${price.confidence}${price.doubt ? ` (${price.doubt})` : ''}`,
    ];
  });
  return [
    paint('bold', `${prices.length} prices of ${region}, put together on ${compiledOn}`),
    `Newest source ${newestSource} (${ageInDays(newestSource, today)} days ago), oldest dated one ${oldest(dated)}. ${note}`,
    '',
    ...table(['service', 'usage type', 'USD', 'a unit', 'age', 'confidence'], rows),
  ];
}

/** `staging cost prices --json`. */
export function pricesJson({ prices, ...list }: PriceList, today: Date): unknown {
  const row = ({ picoUsd, ...price }: Price) => {
    const ageDays = ageInDays(price.asOf, today);
    return { ...price, usd: picoUsd / 1e12, ageDays, old: ageDays !== null && ageDays > OLD_DAYS };
  };
  return { ...list, prices: prices.map(row) };
}

/** What asking AWS brought: the prices that moved, how many did not, and which nobody could take. */
export function refreshedPage(refreshed: readonly Refreshed[]): string[] {
  const found = refreshed.flatMap(({ price, renewed }) => (renewed ? [{ price, renewed }] : []));
  const moved = found.filter(({ price, renewed }) => price.picoUsd !== renewed.picoUsd);
  const left = refreshed.filter(({ renewed }) => renewed === null);
  const rows = moved.map(({ price, renewed }) => [
    `${price.service} ${price.usageType}`,
    `${price.picoUsd / 1e12}`,
    `${renewed.picoUsd / 1e12}`,
    price.unit,
  ]);
  return [
    `${found.length} prices are in AWS's list: ${found.length - moved.length} as they were, ${moved.length} moved.`,
    ...table([], rows.length > 0 ? [['price', 'was', 'is', 'a unit'], ...rows] : []),
    ...(left.length > 0 ? [`${left.length} stay as they are:`] : []),
    ...table(
      [],
      left.map(({ price, why }) => [`  ${price.service} ${price.usageType}`, why ?? '']),
    ),
  ];
}

import type { Item } from '@bookmark-manager/cost';
import { ageInDays, OLD_DAYS, type Price } from '@bookmark-manager/prices';

/** What has to be said about the prices of an estimate: old ones, undated ones, guesses. Items that come to nothing have none. */
export function remarksOn(items: readonly Item[], today: Date): string[] {
  const used = items.filter(({ microUsd }) => microUsd.high > 0).map(({ price }) => price);
  const prices = [...new Map(used.map((price) => [`${price.service} ${price.usageType}`, price])).values()];
  const old = prices.filter(({ asOf }) => (ageInDays(asOf, today) ?? 0) > OLD_DAYS);
  const undated = prices.filter(({ asOf }) => asOf === null);
  const guessed = prices.filter(({ confidence }) => confidence === 'low');
  return [
    ...remark(old, `older than ${OLD_DAYS} days`, ({ dated }) => dated),
    ...remark(undated, 'without a date', ({ dated }) => dated),
    ...remark(guessed, 'guesses (~)', ({ doubt, description }) => doubt ?? description),
  ];
}

/** Marks a figure that a guess is part of. */
export const mark = (items: readonly Item[]): string => (items.some(isGuessed) ? ' ~' : '');

/** A price that its own source calls an estimate, or that nobody is sure of; of something that is used. */
export const isGuessed = ({ price, microUsd }: Item): boolean => price.confidence === 'low' && microUsd.high > 0;

function remark(prices: readonly Price[], what: string, why: (price: Price) => string): string[] {
  if (prices.length === 0) return [];
  return [
    `! Prices ${what}: ${prices.map((price) => `${price.service} ${price.usageType} (${why(price)})`).join('; ')}`,
  ];
}

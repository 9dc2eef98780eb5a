import type { Price } from './schema.ts';

/** Money in whole micro-dollars (10⁻⁶ USD). */
export type MicroUsd = number;

const PICO_IN_MICRO = 1_000_000;
const MICRO_IN_USD = 1_000_000;

/** What a quantity of a price's unit costs. */
export function costOf({ picoUsd }: Pick<Price, 'picoUsd'>, quantity: number): MicroUsd {
  return Math.round((picoUsd * quantity) / PICO_IN_MICRO);
}

/** `USD 18.25`, `USD 0.060`, `USD 0.0025`: small amounts get more digits, so that they say something. */
export function sayUsd(amount: MicroUsd): string {
  const usd = Math.abs(amount) / MICRO_IN_USD;
  const digits = usd === 0 || usd >= 1 ? 2 : usd >= 0.01 ? 3 : 4;
  return `${amount < 0 ? '-' : ''}USD ${usd.toFixed(digits)}`;
}

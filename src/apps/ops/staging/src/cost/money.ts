import type { Range } from '@bookmark-manager/cost';

/** `18.25`, `-0.10`; two digits, as a bill has them. */
export const usd = (microUsd: number): string => (Math.round(microUsd / 1e4) / 100 || 0).toFixed(2);

/** `48.12 (44.20 to 71.50)`. */
export const sayRange = ({ low, expected, high }: Range): string => `${usd(expected)} (${usd(low)} to ${usd(high)})`;

/** `+4.10`, `-3.00`, `0.00`. */
export const signed = (microUsd: number): string => (microUsd >= 5000 ? `+${usd(microUsd)}` : usd(microUsd));

/** `744`, `304.75`, `0.0447`: as many digits as say something. */
export const sayQuantity = (value: number): string => {
  if (value === 0) return '0';
  return Math.abs(value) >= 1 ? String(Math.round(value * 100) / 100) : String(Number(value.toPrecision(3)));
};

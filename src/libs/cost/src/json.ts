import type { Estimate, Item } from './model.ts';
import type { Range } from './range.ts';

/** `staging cost --json`: others build on it, so it changes only by a decision. Money is decimal dollars. */
export function estimateJson(shape: string, { hours, items, unpriced, total }: Estimate): EstimateJson {
  return {
    shape,
    month: hours.month,
    currency: 'USD',
    complete: total !== null,
    unpriced: unpriced.map(({ unit, address, type, why }) => ({ terragruntUnit: unit, address, type, why })),
    hours: { month: hours.all, awake: tidy(hours.awake) },
    total: total && dollars(total),
    items: items.map(itemJson),
  };
}

type Dollars = { low: number; expected: number; high: number };

export type EstimateJson = {
  shape: string;
  month: string;
  currency: 'USD';
  complete: boolean;
  unpriced: { terragruntUnit: string; address: string; type: string; why: string }[];
  hours: { month: number; awake: number };
  /** Null when the estimate is not complete. */
  total: Dollars | null;
  items: ItemJson[];
};

export type ItemJson = ReturnType<typeof itemJson>;

/** `quantity` is what is expected to be charged, `free` what the account's free tier takes off before. */
function itemJson({ unit, address, awsService, item, kind, quantity, free, price, microUsd }: Item) {
  return {
    terragruntUnit: unit,
    address,
    awsService,
    item,
    kind,
    usageType: price.usageType,
    quantity: tidy(quantity.expected),
    free: tidy(free.expected),
    unit: price.unit,
    unitPrice: price.picoUsd / 1e12,
    usd: dollars(microUsd),
    source: `${price.dated}: ${price.source}`,
    confidence: price.confidence,
    doubt: price.doubt,
  };
}

const dollars = ({ low, expected, high }: Range): Dollars => ({
  low: low / 1e6,
  expected: expected / 1e6,
  high: high / 1e6,
});

/** Without the noise of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12));

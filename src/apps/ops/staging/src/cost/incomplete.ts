import type { Named } from './ask.ts';

const MOST = 10;

/** Why there is no total: each thing that has no price. */
export function sayIncomplete({ name, estimate: { unpriced } }: Named): string[] {
  const lines = unpriced.slice(0, MOST).map(({ unit, address, why }) => `  ${unit} ${address}: ${why}`);
  const more = unpriced.length > MOST ? [`  … and ${unpriced.length - MOST} more (--json lists all)`] : [];
  return [
    `staging: what ${name} costs cannot be said: ${unpriced.length === 1 ? 'something has' : `${unpriced.length} things have`} no price.`,
    ...lines,
    ...more,
    '  → A price belongs into src/libs/prices/ap-northeast-1.json, a type of resource into src/libs/cost/src/pricers or free.ts.',
  ];
}

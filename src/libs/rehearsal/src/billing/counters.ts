import type { Usage } from './ledger.ts';

/** A count that only grows, until whoever counts begins anew. */
export type Counter = Usage & { resource: string; total: number };

/** What has been counted since the last look; a total that is smaller than before began anew. */
export function createCounters() {
  const known = new Map<string, number>();
  return (counters: readonly Counter[]): (Usage & { resource: string; quantity: number })[] =>
    counters.flatMap(({ total, ...use }) => {
      const key = `${use.service} ${use.usageType} ${use.resource}`;
      const before = known.get(key) ?? 0;
      known.set(key, total);
      const quantity = total < before ? total : total - before;
      return quantity > 0 ? [{ ...use, quantity }] : [];
    });
}

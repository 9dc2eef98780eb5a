import { estimate, NO_USE, type Resource, steady } from '@bookmark-manager/cost';
import type { MicroUsd, PriceList } from '@bookmark-manager/prices';

/** What resources of a network cost in a month of 730 hours though nobody uses them; null when a price is not known. */
export function fixedMonth(resources: readonly Pick<Resource, 'type' | 'values'>[], list: PriceList): MicroUsd | null {
  const named = resources.map((resource, index) => ({ unit: 'network', address: `${index}`, ...resource }));
  return estimate({ resources: named }, list, steady(list.monthHours), NO_USE).total?.expected ?? null;
}

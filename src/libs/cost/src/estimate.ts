import { billedService, costOf, findPrice, type PriceList } from '@bookmark-manager/prices';
import { FREE } from './free.ts';
import { createFreeTiers } from './free-tiers.ts';
import type { Hours } from './hours.ts';
import type { Estimate, Item, Plan, Resource, Unpriced, Use } from './model.ts';
import { PRICERS } from './pricers/index.ts';
import { combine, map, sum } from './range.ts';
import type { Usage } from './usage.ts';

/** What a month of the planned environment costs, before tax. A resource that nobody can price makes it incomplete. */
export function estimate({ resources }: Plan, prices: PriceList, hours: Hours, usage: Usage): Estimate {
  const world = { hours, usage, resources };
  const freeOf = createFreeTiers();
  const items: Item[] = [];
  const free: { unit: string; address: string; type: string; why: string }[] = [];
  const unpriced: Unpriced[] = [];
  for (const resource of resources) {
    const { unit, address, type } = resource;
    const pricer = Object.hasOwn(PRICERS, type) ? PRICERS[type] : undefined;
    if (!pricer) {
      const why = Object.hasOwn(FREE, type) ? FREE[type] : undefined;
      if (why !== undefined) free.push({ unit, address, type, why });
      else unpriced.push({ unit, address, type, why: `nobody has said what ${type} costs` });
      continue;
    }
    const uses = pricer.price(resource, world);
    if (uses.length === 0) free.push({ unit, address, type, why: 'nothing of it is charged as it is set' });
    for (const use of uses) {
      const priced = priceOf(resource, use, prices, freeOf);
      if ('why' in priced) unpriced.push(priced);
      else items.push(priced);
    }
  }
  const total = unpriced.length > 0 ? null : sum(items.map(({ microUsd }) => microUsd));
  return { hours, items, free, unpriced, total };
}

/** Whether resources of a type have a price, or none for a reason. */
export const isKnown = (type: string): boolean => Object.hasOwn(PRICERS, type) || Object.hasOwn(FREE, type);

function priceOf(
  { unit, address, type }: Resource,
  use: Use,
  prices: PriceList,
  freeOf: ReturnType<typeof createFreeTiers>,
): Item | Unpriced {
  if ('unpriced' in use) return { unit, address, type, why: use.unpriced };
  const { item, kind, service, usageType } = use;
  const price = findPrice(prices, service, usageType);
  if (!price) return { unit, address, type, why: `the price list has no ${service} "${usageType}"` };
  const free = freeOf(service, usageType, use.quantity);
  const quantity = combine(use.quantity, free, (used, less) => used - less);
  return {
    ...{ unit, address, type, item, kind, quantity, free, price },
    awsService: billedService(price),
    microUsd: map(quantity, (each) => costOf(price, each)),
  };
}

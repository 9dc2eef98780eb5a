import { findPrice, type Price, type PriceList } from '@bookmark-manager/prices';
import { createAllowances } from './free.ts';
import { hoursInMonth } from './hours.ts';
import { LCU, lcuHours } from './lcu.ts';
import type { Entry, Hour } from './ledger.ts';

/** What is charged for one usage type in one hour. */
export type Charge = {
  hour: string;
  service: string;
  usageType: string;
  /** As the bill counts it: hours, GB-months, single requests. */
  quantity: number;
  unit: string;
  picoUsd: number;
};

/**
 * Charges what was used, as AWS does: free tiers are used up from a month's first hour on, and what is priced by the month is
 * charged by its hours. `hours` are in their order, and begin with a month. Told of each usage that has no price, once.
 */
export function chargesOf(
  hours: readonly Hour[],
  list: PriceList,
  unpriced: (service: string, usageType: string) => void = () => undefined,
): Charge[] {
  let month = '';
  let beyondFree = createAllowances();
  let charged = new Set<string>();
  const told = new Set<string>();

  return hours.flatMap(({ hour, entries }) => {
    if (hour.slice(0, 7) !== month) {
      month = hour.slice(0, 7);
      beyondFree = createAllowances();
      charged = new Set();
    }
    const counted = new Map<string, Omit<Charge, 'picoUsd' | 'unit'> & { price: Price }>();
    for (const entry of lcuHours(entries)) {
      const price = findPrice(list, entry.service, entry.usageType);
      if (price) {
        const key = `${entry.service} ${entry.usageType}`;
        const known = counted.get(key);
        const quantity = (known?.quantity ?? 0) + quantityOf(entry, price, hour);
        counted.set(key, { hour, service: entry.service, usageType: entry.usageType, quantity, price });
      } else tell(entry);
    }
    return [...counted].map(([key, { price, ...charge }]) => {
      const { unit, size } = unitOf(price.unit);
      return { ...charge, unit, picoUsd: (price.picoUsd * beyondFree(key, charge.quantity)) / size };
    });
  });

  function quantityOf(entry: Entry, { unit }: Price, hour: string): number {
    if (unit === 'zone-month') return once(entry);
    if (unit.endsWith('-month')) return entry.quantity / hoursInMonth(hour);
    return isByStartedHour(entry) ? 1 : entry.quantity;
  }

  /** A hosted zone is paid for at once, for the whole month. */
  function once({ service, usageType, resource }: Entry): number {
    const key = `${service} ${usageType} ${resource}`;
    if (charged.has(key)) return 0;
    charged.add(key);
    return 1;
  }

  function tell({ service, usageType }: Entry): void {
    const name = `${service} ${usageType}`;
    if (service === 'rehearsal' || told.has(name)) return;
    told.add(name);
    unpriced(service, usageType);
  }
}

/** Of these a part of an hour is paid for as the whole. */
const BY_STARTED_HOUR = new Set(['APN1-NatGateway-Hours', 'APN1-VpcEndpoint-Hours', LCU.balancer]);
const isByStartedHour = ({ usageType }: Entry) => BY_STARTED_HOUR.has(usageType);

/** `1M requests`, `10,000 calls`, `hour`: what one unit is, and how many of them a price is for. */
export function unitOf(text: string): { unit: string; size: number } {
  const [, number, million, unit] = /^([\d,]+)(M?) (.+)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) return { unit: text, size: 1 };
  return { unit, size: Number(number.replaceAll(',', '')) * (million ? 1_000_000 : 1) };
}

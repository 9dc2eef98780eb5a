import { billedService, billedUsageType, type PriceList } from '@bookmark-manager/prices';
import { chargesOf } from './charge.ts';
import type { Ledger } from './ledger.ts';

/** A line of the bill: one usage type of an AWS service in one hour, named as Cost Explorer names it. */
export type BillLine = {
  hour: string;
  service: string;
  usageType: string;
  quantity: number;
  unit: string;
  usd: number;
};

const PICO = 1e12;

/** What the hours from one to another (exclusive) cost. The months in which they lie are reckoned from their beginning. */
export function billOf(
  ledger: Pick<Ledger, 'between'>,
  list: PriceList,
  { from, until }: { from: Date; until: Date },
  unpriced: (service: string, usageType: string) => void,
): BillLine[] {
  const monthBegins = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
  const first = from.toISOString().slice(0, 13);
  return chargesOf(ledger.between(monthBegins, until), list, unpriced)
    .filter(({ hour }) => hour >= first)
    .map(({ hour, service, usageType, quantity, unit, picoUsd }) => ({
      hour,
      service: billedService({ service }),
      usageType: billedUsageType({ usageType }),
      quantity,
      unit: UNITS[unit] ?? unit,
      usd: picoUsd / PICO,
    }));
}

/** As Cost Explorer words the units of what is on this bill. */
const UNITS: Readonly<Record<string, string>> = {
  hour: 'Hrs',
  'vCPU-hour': 'vCPU-Hours',
  'GB-hour': 'GB-Hours',
  'address-hour': 'Hrs',
  'endpoint-AZ-hour': 'Hrs',
  'LCU-hour': 'LCU-Hrs',
  'GB-month': 'GB-Mo',
  'GB-second': 'Lambda-GB-Second',
  'zone-month': 'HostedZone',
  'alarm-metric-month': 'Alarms',
  requests: 'Requests',
  invocations: 'Invocations',
};

import { type Calendar, createCalendar } from '@bookmark-manager/schedule';
import { slice } from '../schedule/testing.ts';
import type { Comparison } from './compare.ts';
import type { Facts } from './explain.ts';
import type { EstimatedItem } from './planned.ts';

/** Office hours in Tokyo, 9 to 22, with a database that is woken 15 minutes before. */
export const officeHours = (): Calendar => createCalendar(slice());

/** An item of a month's estimate, USD 31 where a test does not say. */
export function item(usageType: string, changes: Partial<EstimatedItem> = {}): EstimatedItem {
  const exactly = (expected: number) => ({ low: expected, expected, high: expected });
  return {
    ...{ awsService: 'Amazon Elastic Load Balancing', item: 'x', kind: 'fixed' },
    ...{
      quantity: exactly(744),
      free: exactly(0),
      price: { usageType, unit: 'hour' },
      microUsd: { expected: 31_000_000 },
    },
    ...changes,
  };
}

export const quantity = (expected: number) => ({ low: expected, expected, high: expected });

/** A comparison of one AWS service that has these items. */
export function compared(...items: Comparison['services'][number]['items']): Comparison {
  const sum = (of: 'bill' | 'estimate') => items.reduce((total, one) => total + one[of], 0);
  const amounts = { bill: sum('bill'), estimate: sum('estimate') };
  return { total: amounts, days: [], services: [{ awsService: 'AWS X', ...amounts, days: [], items }] };
}

export const NO_FACTS: Facts = { departures: [], starts: [], nat: [], logSince: new Date(0), lived: null };

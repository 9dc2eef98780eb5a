import {
  costOf,
  databaseUsage,
  FARGATE_STORAGE,
  fargateUsage,
  findPrice,
  type MicroUsd,
  type Price,
  type PriceList,
  PUBLIC_IPV4,
} from '@bookmark-manager/prices';
import type { Applied } from './applied.ts';

/** Part of what an hour awake costs more than an hour asleep. */
export type Item = { what: string; quantity: number; price: Price; microUsd: MicroUsd };

/** What an hour awake costs more than an hour asleep: load balancer, storage and logs cost the same in both. */
export type AwakeHour = {
  microUsd: MicroUsd;
  items: Item[];
  /** What has no price in the list, and is not in the sum. */
  unpriced: string[];
};

const FREE_STORAGE_GB = 20;

export function awakeHour({ services, database }: Applied, list: PriceList): AwakeHour {
  const uses = [...services.flatMap(usesOfService), ...usesOfDatabase(database)];
  const priced = uses.map((use) => ({ use, price: use.usageType && findPrice(list, use.service, use.usageType) }));
  const items = priced.flatMap(({ use: { what, quantity }, price }) =>
    price ? [{ what, quantity, price, microUsd: costOf(price, quantity) }] : [],
  );
  return {
    microUsd: items.reduce((sum, item) => sum + item.microUsd, 0),
    items,
    unpriced: priced.flatMap(({ use, price }) => (price ? [] : [use.what])),
  };
}

/** Something that is used while awake, in units of its price an hour; without a usage type nobody knows its price. */
type Use = { what: string; service: string; usageType: string | null; quantity: number };

function usesOfService({ name, awakeCount, task }: Applied['services'][number]): Use[] {
  if (awakeCount === 0) return [];
  if (task === null) return [{ what: `${name}'s tasks`, service: 'Fargate', usageType: null, quantity: 0 }];
  const usage = fargateUsage(task);
  const use = (what: string, service: string, usageType: string, each: number): Use[] =>
    each > 0 ? [{ what: `${name}'s ${what}`, service, usageType, quantity: each * awakeCount }] : [];
  return [
    ...use('CPU', 'Fargate', usage.vcpu, task.vcpus),
    ...use('memory', 'Fargate', usage.memory, task.memoryGb),
    ...use('storage', 'Fargate', FARGATE_STORAGE, task.storageGb - FREE_STORAGE_GB),
    ...use('public address', 'VPC', PUBLIC_IPV4, task.publicAddress ? 1 : 0),
  ];
}

function usesOfDatabase(database: Applied['database']): Use[] {
  if (database === null) return [];
  const { instanceClass, multiAz } = database;
  // The list has instances in one zone only; one in two is none of these.
  return [
    {
      what: `the database (${instanceClass}${multiAz ? ' in two zones' : ''})`,
      service: 'RDS',
      usageType: multiAz ? null : databaseUsage(instanceClass),
      quantity: 1,
    },
  ];
}

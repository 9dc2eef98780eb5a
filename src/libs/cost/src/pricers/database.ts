import { databaseUsage } from '@bookmark-manager/prices';
import type { Resource, Use } from '../model.ts';
import type { Pricer, World } from '../pricer.ts';
import { exactly, map, times } from '../range.ts';
import { blocks, flag, number, text } from '../values.ts';

/** A stopped database still pays for what it stores. */
export const database = {
  aws_db_instance: {
    reads: ['instance_class', 'engine', 'multi_az', 'storage_type', 'allocated_storage', 'backup_retention_period'],
    price(resource, world) {
      const instanceClass = text(resource, 'instance_class');
      const gb = number(resource, 'allocated_storage');
      if (instanceClass === undefined || gb === undefined)
        return [{ item: 'instance', unpriced: 'its class or its storage is not known before it is made' }];
      if (text(resource, 'engine') !== 'postgres')
        return [{ item: 'instance', unpriced: `the price list has PostgreSQL alone, not ${text(resource, 'engine')}` }];
      const twice = flag(resource, 'multi_az');
      return [
        twice
          ? { item: `${instanceClass} in two zones`, unpriced: `the price list has no ${instanceClass} in two zones` }
          : {
              item: instanceClass,
              kind: world.hours.kind.database,
              service: 'RDS',
              usageType: databaseUsage(instanceClass),
              quantity: world.hours.database,
            },
        storageOf(resource, gb, twice),
        ...backupsOf(resource, world, gb),
      ];
    },
  },
  aws_rds_cluster: {
    reads: ['engine', 'storage_type', 'serverlessv2_scaling_configuration', 'backup_retention_period'],
    price(resource, { hours, usage }) {
      if (text(resource, 'engine') !== 'aurora-postgresql')
        return [{ item: 'cluster', unpriced: `the price list has no ${text(resource, 'engine')}` }];
      const optimized = text(resource, 'storage_type') === 'aurora-iopt1';
      return [
        {
          item: 'storage',
          kind: 'usage',
          service: 'Aurora',
          usageType: optimized ? 'APN1-Aurora:IO-OptimizedStorageUsage' : 'APN1-Aurora:StorageUsage',
          quantity: usage.aurora_gb,
        },
        ...(optimized
          ? []
          : [
              {
                item: 'I/O',
                kind: 'usage',
                service: 'Aurora',
                usageType: 'APN1-Aurora:StorageIOUsage',
                quantity: times(times(hours.database, usage.aurora_ios_per_hour), 1e-6),
              } as const,
            ]),
      ];
    },
  },
  aws_rds_cluster_instance: {
    reads: ['instance_class', 'engine'],
    price(resource, world) {
      const instanceClass = text(resource, 'instance_class');
      const clusters = world.resources.filter(({ type, unit }) => type === 'aws_rds_cluster' && unit === resource.unit);
      const [cluster] = clusters;
      if (instanceClass !== 'db.serverless' || cluster === undefined || clusters.length > 1)
        return [
          { item: 'instance', unpriced: `the price list has no Aurora ${instanceClass ?? 'of an unknown class'}` },
        ];
      return capacityOf(cluster, world);
    },
  },
} satisfies Record<string, Pricer>;

const STORAGE: Readonly<Record<string, { once: string; twice?: string }>> = {
  gp3: { once: 'APN1-RDS:GP3-Storage', twice: 'APN1-RDS:Multi-AZ-GP3-Storage' },
  gp2: { once: 'APN1-RDS:GP2-Storage' },
};

function storageOf(resource: Resource, gb: number, twice: boolean): Use {
  const type = text(resource, 'storage_type') ?? 'gp2';
  const usageType = twice ? STORAGE[type]?.twice : STORAGE[type]?.once;
  if (usageType === undefined)
    return {
      item: `storage ${type}`,
      unpriced: `the price list has no storage ${type}${twice ? ' in two zones' : ''}`,
    };
  return { item: `storage ${type}`, kind: 'fixed', service: 'RDS', usageType, quantity: exactly(gb) };
}

/** As much as is provisioned is free. */
function backupsOf(resource: Resource, { usage }: World, gb: number): Use[] {
  if ((number(resource, 'backup_retention_period') ?? 0) === 0) return [];
  const quantity = map(usage.backup_gb, (used) => Math.max(0, used - gb));
  return [
    {
      item: `backups above ${gb} GB`,
      kind: 'usage',
      service: 'RDS',
      usageType: 'APN1-RDS:ChargedBackupUsage',
      quantity,
    },
  ];
}

/** The least is paid for whatever happens; what load adds is use. */
function capacityOf(cluster: Resource, { hours, usage }: World): Use[] {
  const [scaling] = blocks(cluster, 'serverlessv2_scaling_configuration');
  const [least, most] = [Number(scaling?.min_capacity), Number(scaling?.max_capacity)];
  if (!(least >= 0 && most >= least)) return [{ item: 'capacity', unpriced: 'its least and most ACUs are not known' }];
  const optimized = text(cluster, 'storage_type') === 'aurora-iopt1';
  const of = {
    service: 'Aurora',
    usageType: optimized ? 'APN1-Aurora:ServerlessV2IOOptimizedUsage' : 'APN1-Aurora:ServerlessV2Usage',
  } as const;
  return [
    { ...of, item: `${least} ACU, the least`, kind: hours.kind.database, quantity: times(hours.database, least) },
    {
      ...of,
      item: `ACU up to ${most}`,
      kind: 'usage',
      quantity: times(times(hours.database, usage.aurora_load), most - least),
    },
  ];
}

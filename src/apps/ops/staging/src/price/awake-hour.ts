import { estimate, NO_USE, type Resource, steady } from '@bookmark-manager/cost';
import type { MicroUsd, Price, PriceList } from '@bookmark-manager/prices';
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

export function awakeHour({ services, database }: Applied, list: PriceList): AwakeHour {
  const running = services.filter(({ awakeCount }) => awakeCount > 0);
  const resources = [...running.flatMap(resourcesOfService), ...resourcesOfDatabase(database)];
  const { items, unpriced } = estimate({ resources }, list, steady(1), NO_USE);
  const awake = items.flatMap(({ address, item, kind, quantity, price, microUsd }) =>
    kind === 'scheduled'
      ? [{ what: `${address}'s ${item}`, quantity: quantity.expected, price, microUsd: microUsd.expected }]
      : [],
  );
  return {
    microUsd: awake.reduce((sum, item) => sum + item.microUsd, 0),
    items: awake,
    unpriced: unpriced.map(({ address, why }) => `${address} (${why})`),
  };
}

/** As Terraform would plan what is applied. */
function resourcesOfService({ name, awakeCount, task }: Applied['services'][number]): Resource[] {
  const service = (values: object): Resource => ({
    ...{ unit: 'compute', address: name, type: 'aws_ecs_service' },
    values: { name, tags: { AwakeCount: String(awakeCount) }, ...values },
  });
  if (task === null) return [service({ launch_type: 'EC2' })];
  const definition: Resource = {
    ...{ unit: 'compute', address: `${name}'s definition`, type: 'aws_ecs_task_definition' },
    values: {
      ...{ family: name, cpu: task.vcpus * 1024, memory: task.memoryGb * 1024 },
      runtime_platform: [{ cpu_architecture: task.architecture }],
      ephemeral_storage: [{ size_in_gib: task.storageGb }],
    },
  };
  const provider = { capacity_provider: task.spot ? 'FARGATE_SPOT' : 'FARGATE', weight: 1 };
  const network = { assign_public_ip: task.publicAddress };
  return [service({ capacity_provider_strategy: [provider], network_configuration: [network] }), definition];
}

function resourcesOfDatabase(database: Applied['database']): Resource[] {
  if (database === null) return [];
  const resource = (type: string, values: Resource['values']): Resource => ({
    ...{ unit: 'database', address: 'the database', type, values },
  });
  if ('minAcu' in database) {
    const scaling = [{ min_capacity: database.minAcu, max_capacity: database.maxAcu }];
    return [
      resource('aws_rds_cluster', { engine: 'aurora-postgresql', serverlessv2_scaling_configuration: scaling }),
      resource('aws_rds_cluster_instance', { instance_class: 'db.serverless' }),
    ];
  }
  const { instanceClass, multiAz } = database;
  const storage = { storage_type: 'gp3', allocated_storage: 0 };
  return [
    resource('aws_db_instance', { engine: 'postgres', instance_class: instanceClass, multi_az: multiAz, ...storage }),
  ];
}

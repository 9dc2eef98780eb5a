import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import type { TaskSize } from '@bookmark-manager/cost';
import { awakeCountOf } from '@bookmark-manager/schedule';
import type { SchedulerSettings } from '../status/scheduler-settings.ts';

/** What is there only while the environment is awake. */
export type Applied = {
  /** `awakeCount` tasks of each; null: it runs on something that is not Fargate. */
  services: { name: string; awakeCount: number; task: TaskSize | null }[];
  /** null: there is none, or it does not sleep. */
  database: { instanceClass: string; multiAz: boolean } | { minAcu: number; maxAcu: number } | null;
};

type Clients = { ecs: Pick<ECSClient, 'send'>; rds: Pick<RDSClient, 'send'> };

/** Reads it from AWS: what is applied, whatever the files of this checkout say. */
export async function readApplied({ ecs, rds }: Clients, settings: SchedulerSettings): Promise<Applied> {
  const { cluster, slice } = settings;
  const names = settings.services.map(({ service }) => service);
  const [{ services = [] }, database] = await Promise.all([
    ecs.send(new DescribeServicesCommand({ cluster, services: names, include: ['TAGS'] })),
    slice.schedule.database_sleeps ? readDatabase(rds, settings.databaseId) : null,
  ]);
  const active = services.filter(({ status }) => status === 'ACTIVE');
  const sizes = await Promise.all(
    active.map(async (service) => {
      const { taskDefinition } = service;
      const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      return sizeOf(service, answer.taskDefinition ?? {});
    }),
  );
  return {
    services: active.map((service, index) => ({
      name: settings.services.find((setting) => setting.service === service.serviceName)?.name ?? '',
      awakeCount: awakeCountOf(service.tags?.find(({ key }) => key === 'AwakeCount')?.value),
      task: sizes[index] ?? null,
    })),
    database,
  };
}

/** What a task of a service is charged by; null when it does not run on Fargate. */
export function sizeOf(
  service: Service,
  { cpu, memory, runtimePlatform, ephemeralStorage }: TaskDefinition,
): TaskSize | null {
  const providers = (service.capacityProviderStrategy ?? []).filter(
    ({ weight, base }) => (weight ?? 0) + (base ?? 0) > 0,
  );
  const names = providers.map(({ capacityProvider = '' }) => capacityProvider);
  const onFargate =
    names.length > 0 ? names.every((name) => name.startsWith('FARGATE')) : service.launchType === 'FARGATE';
  if (!onFargate || cpu === undefined || memory === undefined) return null;
  return {
    vcpus: Number(cpu) / 1024,
    memoryGb: Number(memory) / 1024,
    storageGb: ephemeralStorage?.sizeInGiB ?? 20,
    architecture: runtimePlatform?.cpuArchitecture === 'ARM64' ? 'ARM64' : 'X86_64',
    // Where some tasks may run on demand the price is that: rather too much than too little.
    spot: names.length > 0 && names.every((name) => name === 'FARGATE_SPOT'),
    publicAddress: service.networkConfiguration?.awsvpcConfiguration?.assignPublicIp === 'ENABLED',
  };
}

/** An instance of that name, or a cluster of Aurora. */
async function readDatabase(rds: Clients['rds'], id: string): Promise<Applied['database']> {
  const [instances, clusters] = await Promise.all([
    orNothing(rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))),
    orNothing(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))),
  ]);
  const { DBInstanceClass, MultiAZ } = instances?.DBInstances?.[0] ?? {};
  if (DBInstanceClass !== undefined) return { instanceClass: DBInstanceClass, multiAz: MultiAZ === true };
  const { MinCapacity, MaxCapacity } = clusters?.DBClusters?.[0]?.ServerlessV2ScalingConfiguration ?? {};
  return MinCapacity === undefined ? null : { minAcu: MinCapacity, maxAcu: MaxCapacity ?? MinCapacity };
}

async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && /^DB(Instance|Cluster)NotFound/.test(error.name)) return null;
    throw error;
  }
}

import { DescribeServicesCommand, type ECSClient, type Service } from '@aws-sdk/client-ecs';
import type { RDSClient } from '@aws-sdk/client-rds';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import {
  awakeCountOf,
  type Capacity,
  imageParameter,
  isLongUnplaced,
  isUnplaced,
  memoryParameter,
  migrationsParameter,
  type Observed,
  observedDatabase,
  parseImage,
  parseLeases,
  parseMemory,
  type StoredLease,
} from '@bookmark-manager/schedule';
import { describeDatabase } from '../database/described.ts';
import { readStoredLeases } from '../leases/read.ts';
import { type DoorClients, readDoorOf } from './doors.ts';
import type { SchedulerSettings } from './scheduler-settings.ts';

/** The boundary to AWS: what a test replaces. */
export type Clients = DoorClients & {
  ecs: Pick<ECSClient, 'send'>;
  rds: Pick<RDSClient, 'send'>;
  ssm: Pick<SSMClient, 'send'>;
};

/** The environment as AWS shows it now, read all at once. */
export async function observe(
  clients: Clients,
  settings: SchedulerSettings,
  now: Date,
): Promise<{ observed: Observed; leases: StoredLease[] }> {
  const [services, door, rds, parameters, leases] = await Promise.all([
    readServices(clients.ecs, settings),
    readDoorOf(settings.door, clients),
    describeDatabase(clients.rds, settings.databaseId),
    readParameters(clients.ssm, settings),
    readStoredLeases(clients.ssm, settings.parameterPrefix),
  ]);
  const sleeping = { databaseSleeps: settings.slice.schedule.database_sleeps, leases: parseLeases(leases).leases };
  const database = rds && observedDatabase(rds, sleeping, now);
  const memory = parseMemory(parameters.get(memoryParameter(settings.parameterPrefix)));
  const observed = settings.services.map((setting) => {
    const service = services.find(({ serviceName, status }) => serviceName === setting.service && status === 'ACTIVE');
    return {
      name: setting.name,
      exists: service !== undefined,
      desired: service?.desiredCount ?? 0,
      running: service?.runningCount ?? 0,
      pending: service?.pendingCount ?? 0,
      awakeCount: awakeCountOf(service?.tags?.find(({ key }) => key === 'AwakeCount')?.value),
      image: parseImage(parameters.get(imageParameter(settings.parameterPrefix, setting.name)) ?? ''),
      // A gateway knows of nobody's health: what runs is taken for healthy.
      healthyTargets: door.healthy(setting.name) ?? service?.runningCount ?? 0,
      forwarding: door.forwarding(setting.name),
      failedStarts: 0, // what to do about them is the scheduler's to decide
      gaveUp: setting.name in memory.gaveUp,
      unplaced: isUnplaced(service ?? {}, memory.wakingSince),
      capacity: capacityOf(service) ?? settings.capacity,
      wantedCapacity: settings.capacity,
      longUnplaced: isLongUnplaced(service ?? {}, memory.wakingSince, now),
    };
  });
  const migration = parameters.get(migrationsParameter(settings.parameterPrefix)) ?? null;
  return { observed: { services: observed, database, migration, door: door.asks }, leases };
}

async function readServices(ecs: Clients['ecs'], { cluster, services }: SchedulerSettings): Promise<Service[]> {
  const names = services.map(({ service }) => service);
  return (await ecs.send(new DescribeServicesCommand({ cluster, services: names, include: ['TAGS'] }))).services ?? [];
}

function capacityOf(service: Service | undefined): Capacity | undefined {
  const [first] = service?.capacityProviderStrategy ?? [];
  return first && (first.capacityProvider === 'FARGATE_SPOT' ? 'spot' : 'on-demand');
}

async function readParameters(ssm: Clients['ssm'], settings: SchedulerSettings): Promise<Map<string, string>> {
  const { parameterPrefix } = settings;
  const images = settings.services.map(({ name }) => imageParameter(parameterPrefix, name));
  const Names = [...images, migrationsParameter(parameterPrefix), memoryParameter(parameterPrefix)];
  const { Parameters } = await ssm.send(new GetParametersCommand({ Names }));
  return new Map((Parameters ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
}

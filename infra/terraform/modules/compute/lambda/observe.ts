import { DescribeServicesCommand, type Service } from '@aws-sdk/client-ecs';
import {
  awakeCountOf,
  type Capacity,
  isLongUnplaced,
  isUnplaced,
  type Lease,
  type Memory,
  type Observed,
  type ObservedDatabase,
  type ObservedService,
  observedDatabase,
} from '@bookmark-manager/schedule';
import { CAPACITY_PROVIDERS } from './capacity.ts';
import type { Clients } from './clients.ts';
import { DATABASE_CALLS, NO_DATABASE } from './database.ts';
import { type DoorView, doorOf } from './door.ts';
import { countFailedStarts } from './failed_starts.ts';
import type { Stored } from './parameters.ts';
import type { SchedulerSettings, ServiceSetting } from './settings.ts';

/** The environment as AWS shows it now, and the door that visitors are moved with. */
export type Observation = { observed: Observed; view: DoorView };

/** Reads services, door and database, all at once. `memory` knows since when starts are counted. */
export async function observe(
  clients: Clients,
  settings: SchedulerSettings,
  { images, migration, memory, leases }: Stored & { leases: readonly Lease[] },
  now: Date,
): Promise<Observation> {
  const reading = readServices(clients.ecs, settings);
  const runs = async (name: string) => (find(await reading, settings, name)?.runningCount ?? 0) > 0;
  const [services, view, database] = await Promise.all([
    reading,
    doorOf(settings, clients).look(runs, now),
    readDatabase(clients.rds, settings, leases, now),
  ]);
  const observeService = async ({ name }: ServiceSetting): Promise<ObservedService> => {
    const service = find(services, settings, name);
    const { healthyTargets, forwarding } = view.of(name) ?? { healthyTargets: 0, forwarding: 'mixed' };
    return {
      ...countsOf(service),
      name,
      image: images[name] ?? null,
      healthyTargets,
      forwarding,
      failedStarts: healthyTargets > 0 ? 0 : await failedStarts(clients.ecs, settings.cluster, service, memory),
      gaveUp: name in memory.gaveUp,
      unplaced: isUnplaced(service ?? {}, memory.wakingSince),
      capacity: capacityOf(service) ?? settings.capacity,
      wantedCapacity: settings.capacity,
      longUnplaced: isLongUnplaced(service ?? {}, memory.wakingSince, now),
    };
  };
  const observed = await Promise.all(settings.services.map(observeService));
  return { view, observed: { services: observed, database, migration, door: view.door } };
}

function find(services: readonly Service[], settings: SchedulerSettings, name: string): Service | undefined {
  const full = settings.services.find((setting) => setting.name === name)?.service;
  return services.find(({ serviceName, status }) => serviceName === full && status === 'ACTIVE');
}

/** undefined: there is no service, or one that was started by a launch type. */
function capacityOf(service: Service | undefined): Capacity | undefined {
  const [first] = service?.capacityProviderStrategy ?? [];
  return first && (first.capacityProvider === CAPACITY_PROVIDERS.spot ? 'spot' : 'on-demand');
}

/** Asked only of a service that is waking: nothing else can fail to start. */
async function failedStarts(
  ecs: Clients['ecs'],
  cluster: string,
  service: Service | undefined,
  { wakingSince }: Memory,
): Promise<number> {
  if (wakingSince === null || service?.serviceName === undefined || !service.desiredCount) return 0;
  return countFailedStarts(ecs, cluster, service.serviceName, wakingSince);
}

async function readServices(ecs: Clients['ecs'], { cluster, services }: SchedulerSettings): Promise<Service[]> {
  const names = services.map(({ service }) => service);
  const answer = await ecs.send(new DescribeServicesCommand({ cluster, services: names, include: ['TAGS'] }));
  return answer.services ?? [];
}

function countsOf(
  service: Service | undefined,
): Pick<ObservedService, 'exists' | 'desired' | 'running' | 'pending' | 'awakeCount'> {
  return {
    exists: service !== undefined,
    desired: service?.desiredCount ?? 0,
    running: service?.runningCount ?? 0,
    pending: service?.pendingCount ?? 0,
    awakeCount: awakeCountOf(service?.tags?.find(({ key }) => key === 'AwakeCount')?.value),
  };
}

async function readDatabase(
  rds: Clients['rds'],
  { databaseId, databaseEngine, slice }: SchedulerSettings,
  leases: readonly Lease[],
  now: Date,
): Promise<ObservedDatabase | null> {
  try {
    const { status, createdAt } = (await DATABASE_CALLS[databaseEngine].look(rds, databaseId)) ?? {};
    if (status === undefined) return null;
    const sleeping = { databaseSleeps: slice.schedule.database_sleeps, leases };
    return observedDatabase({ status, createdAt }, sleeping, now);
  } catch (error) {
    if (error instanceof Error && NO_DATABASE.test(error.name)) return null;
    throw error;
  }
}

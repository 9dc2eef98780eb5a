import { DescribeServicesCommand, type Service } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  awakeCountOf,
  isUnplaced,
  type Lease,
  type Memory,
  type Observed,
  type ObservedDatabase,
  type ObservedService,
  observedDatabase,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { DATABASE_CALLS, NO_DATABASE } from './database.ts';
import { countFailedStarts } from './failed_starts.ts';
import type { Stored } from './parameters.ts';
import { forwardingIn, readRules } from './rules.ts';
import type { SchedulerSettings, ServiceSetting } from './settings.ts';

/** The environment as AWS shows it now. `rules` are what changing weights starts from. */
export type Observation = { observed: Observed; rules: Rule[] };

/** Reads services, targets, rules and database, all at once. `memory` knows since when starts are counted. */
export async function observe(
  clients: Clients,
  settings: SchedulerSettings,
  { images, migration, memory, leases }: Stored & { leases: readonly Lease[] },
  now: Date,
): Promise<Observation> {
  const [services, healthy, rules, database] = await Promise.all([
    readServices(clients.ecs, settings),
    Promise.all(settings.services.map((service) => countHealthy(clients.elb, service))),
    readRules(clients.elb, settings.services),
    readDatabase(clients.rds, settings, leases, now),
  ]);
  const observeService = async (setting: ServiceSetting, index: number): Promise<ObservedService> => {
    const service = services.find(({ serviceName, status }) => serviceName === setting.service && status === 'ACTIVE');
    const healthyTargets = healthy[index] ?? 0;
    return {
      ...countsOf(service),
      name: setting.name,
      image: images[setting.name] ?? null,
      healthyTargets,
      forwarding: forwardingIn(rules, setting, settings.wakeTargetGroupArn),
      failedStarts: healthyTargets > 0 ? 0 : await failedStarts(clients.ecs, settings.cluster, service, memory),
      gaveUp: setting.name in memory.gaveUp,
      unplaced: isUnplaced(service ?? {}, memory.wakingSince),
    };
  };
  return {
    rules,
    observed: { services: await Promise.all(settings.services.map(observeService)), database, migration },
  };
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

async function countHealthy(elb: Clients['elb'], { appTargetGroupArn }: ServiceSetting): Promise<number> {
  const answer = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: appTargetGroupArn }));
  return (answer.TargetHealthDescriptions ?? []).filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
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

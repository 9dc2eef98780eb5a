import { DescribeServicesCommand, type Service } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import {
  awakeCountOf,
  imageParameter,
  migrationsParameter,
  type Observed,
  type ObservedDatabase,
  type ObservedService,
  observedDatabase,
  parseImage,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { forwardingIn, readRules } from './rules.ts';
import type { SchedulerSettings, ServiceSetting } from './settings.ts';

/** The environment as AWS shows it now. `rules` are what changing weights starts from. */
export type Observation = { observed: Observed; rules: Rule[] };

/** Reads services, targets, rules, database and parameters, all at once. */
export async function observe(clients: Clients, settings: SchedulerSettings, now: Date): Promise<Observation> {
  const [services, healthy, rules, database, parameters] = await Promise.all([
    readServices(clients.ecs, settings),
    Promise.all(settings.services.map((service) => countHealthy(clients.elb, service))),
    readRules(clients.elb, settings.services),
    readDatabase(clients.rds, settings, now),
    readParameters(clients.ssm, settings),
  ]);
  const observeService = (setting: ServiceSetting, index: number): ObservedService => ({
    ...countsOf(services.find(({ serviceName, status }) => serviceName === setting.service && status === 'ACTIVE')),
    name: setting.name,
    image: parseImage(parameters.get(imageParameter(settings.parameterPrefix, setting.name)) ?? ''),
    healthyTargets: healthy[index] ?? 0,
    forwarding: forwardingIn(rules, setting, settings.wakeTargetGroupArn),
  });
  const migration = parameters.get(migrationsParameter(settings.parameterPrefix)) ?? null;
  return { rules, observed: { services: settings.services.map(observeService), database, migration } };
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
  { databaseId, slice }: SchedulerSettings,
  now: Date,
): Promise<ObservedDatabase | null> {
  try {
    const answer = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: databaseId }));
    const { DBInstanceStatus, InstanceCreateTime } = answer.DBInstances?.[0] ?? {};
    if (DBInstanceStatus === undefined) return null;
    return observedDatabase(DBInstanceStatus, InstanceCreateTime, slice.schedule.database_sleeps, now);
  } catch (error) {
    if (error instanceof Error && /^DBInstanceNotFound/.test(error.name)) return null;
    throw error;
  }
}

async function readParameters(
  ssm: Clients['ssm'],
  { parameterPrefix, services }: SchedulerSettings,
): Promise<Map<string, string>> {
  const Names = [
    ...services.map(({ name }) => imageParameter(parameterPrefix, name)),
    migrationsParameter(parameterPrefix),
  ];
  const answer = await ssm.send(new GetParametersCommand({ Names }));
  return new Map((answer.Parameters ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
}

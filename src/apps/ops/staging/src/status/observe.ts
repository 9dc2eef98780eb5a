import { DescribeServicesCommand, type ECSClient, type Service } from '@aws-sdk/client-ecs';
import {
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RDSClient } from '@aws-sdk/client-rds';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import {
  awakeCountOf,
  type Forwarding,
  forwardingOf,
  imageParameter,
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
import type { SchedulerSettings } from './scheduler-settings.ts';

/** The boundary to AWS: what a test replaces. */
export type Clients = {
  ecs: Pick<ECSClient, 'send'>;
  elb: Pick<ElasticLoadBalancingV2Client, 'send'>;
  rds: Pick<RDSClient, 'send'>;
  ssm: Pick<SSMClient, 'send'>;
};

/** The environment as AWS shows it now, read all at once. */
export async function observe(
  clients: Clients,
  settings: SchedulerSettings,
  now: Date,
): Promise<{ observed: Observed; leases: StoredLease[] }> {
  const [services, healthy, rules, rds, parameters, leases] = await Promise.all([
    readServices(clients.ecs, settings),
    Promise.all(settings.services.map(({ appTargetGroupArn }) => countHealthy(clients.elb, appTargetGroupArn))),
    readRules(clients.elb, settings),
    describeDatabase(clients.rds, settings.databaseId),
    readParameters(clients.ssm, settings),
    readStoredLeases(clients.ssm, settings.parameterPrefix),
  ]);
  const sleeping = { databaseSleeps: settings.slice.schedule.database_sleeps, leases: parseLeases(leases).leases };
  const database = rds && observedDatabase(rds, sleeping, now);
  const memory = parseMemory(parameters.get(memoryParameter(settings.parameterPrefix)));
  const observed = settings.services.map((setting, index) => {
    const service = services.find(({ serviceName, status }) => serviceName === setting.service && status === 'ACTIVE');
    return {
      name: setting.name,
      exists: service !== undefined,
      desired: service?.desiredCount ?? 0,
      running: service?.runningCount ?? 0,
      pending: service?.pendingCount ?? 0,
      awakeCount: awakeCountOf(service?.tags?.find(({ key }) => key === 'AwakeCount')?.value),
      image: parseImage(parameters.get(imageParameter(settings.parameterPrefix, setting.name)) ?? ''),
      healthyTargets: healthy[index] ?? 0,
      forwarding: forwardingIn(rules, setting, settings.wakeTargetGroupArn),
      failedStarts: 0, // what to do about them is the scheduler's to decide
      gaveUp: setting.name in memory.gaveUp,
      unplaced: isUnplaced(service ?? {}, memory.wakingSince),
    };
  });
  const migration = parameters.get(migrationsParameter(settings.parameterPrefix)) ?? null;
  return { observed: { services: observed, database, migration }, leases };
}

async function readServices(ecs: Clients['ecs'], { cluster, services }: SchedulerSettings): Promise<Service[]> {
  const names = services.map(({ service }) => service);
  return (await ecs.send(new DescribeServicesCommand({ cluster, services: names, include: ['TAGS'] }))).services ?? [];
}

async function countHealthy(elb: Clients['elb'], TargetGroupArn: string): Promise<number> {
  const { TargetHealthDescriptions } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return (TargetHealthDescriptions ?? []).filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
}

async function readRules(elb: Clients['elb'], { services }: SchedulerSettings): Promise<Rule[]> {
  const listeners = [...new Set(services.map(({ listenerArn }) => listenerArn))];
  const read = async (ListenerArn: string) => (await elb.send(new DescribeRulesCommand({ ListenerArn }))).Rules ?? [];
  return (await Promise.all(listeners.map(read))).flat();
}

/** A service without a rule of its own is the listener's default. */
function forwardingIn(
  rules: readonly Rule[],
  { ruleArn, appTargetGroupArn }: SchedulerSettings['services'][number],
  wakeTargetGroupArn: string,
): Forwarding {
  const rule = rules.find((each) => (ruleArn === null ? each.IsDefault : each.RuleArn === ruleArn));
  const groups = rule?.Actions?.find(({ Type }) => Type === 'forward')?.ForwardConfig?.TargetGroups ?? [];
  const weight = (arn: string) => groups.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight ?? 0;
  return forwardingOf({ app: weight(appTargetGroupArn), wake: weight(wakeTargetGroupArn) });
}

async function readParameters(ssm: Clients['ssm'], settings: SchedulerSettings): Promise<Map<string, string>> {
  const { parameterPrefix } = settings;
  const images = settings.services.map(({ name }) => imageParameter(parameterPrefix, name));
  const Names = [...images, migrationsParameter(parameterPrefix), memoryParameter(parameterPrefix)];
  const { Parameters } = await ssm.send(new GetParametersCommand({ Names }));
  return new Map((Parameters ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
}

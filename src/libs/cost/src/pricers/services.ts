import { type Architecture, FARGATE_STORAGE, fargateUsage, PUBLIC_IPV4 } from '@bookmark-manager/prices';
import type { Kind, Resource, Use } from '../model.ts';
import type { Pricer, World } from '../pricer.ts';
import { map, plus, type Range, times } from '../range.ts';
import { blocks, number, text } from '../values.ts';

/** What Fargate charges a task by. */
export type TaskSize = {
  vcpus: number;
  memoryGb: number;
  /** Its own storage, of which 20 GB are free. */
  storageGb: number;
  architecture: Architecture;
  /** Whether it runs on Spot and nowhere else. */
  spot: boolean;
  publicAddress: boolean;
};

const FREE_STORAGE_GB = 20;

export const services = {
  aws_ecs_service: {
    reads: ['name', 'task_definition', 'launch_type', 'capacity_provider_strategy', 'network_configuration', 'tags'],
    price(resource, { hours, usage, resources }) {
      const size = sizeOf(resource, resources);
      if ('unpriced' in size) return [{ item: 'tasks', unpriced: size.unpriced }];
      const awake = times(hours.services, awakeCountOf(resource));
      return [
        ...usesOfTask(size, awake, hours.kind.services),
        ...extra(usesOfTask(size, usage.extra_task_hours, 'usage')),
      ];
    },
  },
  aws_ecs_cluster: {
    reads: ['name', 'setting'],
    price(resource, world) {
      const on = blocks(resource, 'setting').some(
        ({ name, value }) => name === 'containerInsights' && value !== 'disabled',
      );
      return on ? insights(world) : [];
    },
  },
} satisfies Record<string, Pricer>;

/** What running tasks are charged by, `taskHours` hours of one task in all. */
export function usesOfTask(size: TaskSize, taskHours: Range, kind: Kind): Use[] {
  const usage = fargateUsage(size);
  const use = (item: string, usageType: string, each: number, service: 'Fargate' | 'VPC' = 'Fargate'): Use[] =>
    each > 0 ? [{ item, kind, service, usageType, quantity: times(taskHours, each) }] : [];
  const how = `${size.architecture === 'ARM64' ? 'ARM' : 'x86'}${size.spot ? ' Spot' : ''}`;
  return [
    ...use(`CPU ${how}`, usage.vcpu, size.vcpus),
    ...use(`memory ${how}`, usage.memory, size.memoryGb),
    ...use('storage above 20 GB', FARGATE_STORAGE, size.storageGb - FREE_STORAGE_GB),
    ...use('public address', PUBLIC_IPV4, size.publicAddress ? 1 : 0, 'VPC'),
  ];
}

const extra = (uses: Use[]) => uses.map((use) => ({ ...use, item: `${use.item}, deployments and one-off tasks` }));

/** By the tag `AwakeCount`: the desired count belongs to the scheduler. */
function awakeCountOf(resource: Resource): number {
  const { tags } = resource.values;
  const tag = typeof tags === 'object' && tags !== null && 'AwakeCount' in tags ? Number(tags.AwakeCount) : Number.NaN;
  return Number.isFinite(tag) ? tag : 1;
}

function sizeOf(service: Resource, resources: readonly Resource[]): TaskSize | { unpriced: string } {
  const providers = blocks(service, 'capacity_provider_strategy')
    .filter(({ weight, base }) => Number(weight ?? 0) + Number(base ?? 0) > 0)
    .map(({ capacity_provider }) => String(capacity_provider));
  const onFargate =
    providers.length > 0
      ? providers.every((name) => name.startsWith('FARGATE'))
      : text(service, 'launch_type') === 'FARGATE';
  if (!onFargate) return { unpriced: 'its tasks do not run on Fargate alone' };
  const definition = definitionOf(service, resources);
  const [cpu, memory] = definition ? [number(definition, 'cpu'), number(definition, 'memory')] : [];
  if (definition === undefined || cpu === undefined || memory === undefined)
    return { unpriced: 'the size of its tasks is not in the plan' };
  return {
    vcpus: cpu / 1024,
    memoryGb: memory / 1024,
    storageGb: Number(blocks(definition, 'ephemeral_storage')[0]?.size_in_gib ?? FREE_STORAGE_GB),
    architecture: blocks(definition, 'runtime_platform')[0]?.cpu_architecture === 'ARM64' ? 'ARM64' : 'X86_64',
    // Where some may run on demand the price is that: rather too much than too little.
    spot: providers.length > 0 && providers.every((name) => name === 'FARGATE_SPOT'),
    publicAddress: blocks(service, 'network_configuration')[0]?.assign_public_ip === true,
  };
}

/** The one that it names; before that is known, the family of its own name. */
function definitionOf(service: Resource, resources: readonly Resource[]): Resource | undefined {
  const named = text(service, 'task_definition')
    ?.replace(/^.*:task-definition\//, '')
    .replace(/:\d+$/, '');
  const family = named ?? text(service, 'name');
  return resources.find((each) => each.type === 'aws_ecs_task_definition' && text(each, 'family') === family);
}

/** Charged as metrics of one's own, for the hours in which there is something to report, and as a log. */
function insights({ hours, usage, resources }: World): Use[] {
  const count = resources.filter(({ type }) => type === 'aws_ecs_service').length;
  const share = map(hours.services, (each) => each / hours.all);
  const perService = times(times(usage.insights_metrics_per_service, count), share);
  const metrics = plus(usage.insights_metrics_per_cluster, perService);
  const logGb = times(times(times(usage.insights_log_mb_per_task_hour, hours.services), count), 1e-3);
  return [
    {
      item: 'Container Insights, metrics',
      kind: 'usage',
      service: 'CloudWatch',
      usageType: 'Container Insights (ECS, standard)',
      quantity: metrics,
    },
    {
      item: 'Container Insights, log',
      kind: 'usage',
      service: 'CloudWatch',
      usageType: 'APN1-DataProcessing-Bytes',
      quantity: logGb,
    },
  ];
}

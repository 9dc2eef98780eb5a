import type { Clock } from '../../clock/index.ts';
import type { Table } from '../../relay/types.ts';
import { answering, fault } from '../../relay/wire.ts';
import { describeBy, newTask } from '../new-task.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Json, Network, Overrides, Tag, Task } from '../types.ts';
import { asker, clusterArn, lastOf, page, taskDefinition } from './ask.ts';
import { taskShape } from './task-shape.ts';

const MOST_AT_ONCE = 10;
const MOST_LISTED = 100;

/** Rows for tasks: the emulator knows none of them. */
export function taskRows(scheduler: Scheduler, clock: Clock): Table {
  const { tasks } = scheduler;
  const byId = (cluster: string, given: string) =>
    tasks.get(`${cluster.replace(':cluster/', ':task/')}/${lastOf(given)}`);

  return {
    'ecs:RunTask': answering<Json>(async (input, request, forward) => {
      const ask = asker(request, forward);
      const count = Number(input.count ?? 1);
      if (!(count >= 1 && count <= MOST_AT_ONCE)) throw invalid(`count must be between 1 and ${MOST_AT_ONCE}.`);
      const [cluster, definition] = await Promise.all([
        clusterArn(ask, input.cluster),
        taskDefinition(ask, input.taskDefinition, input.networkConfiguration),
      ]);
      checkOverrides(input, definition.containerDefinitions);
      const made = Array.from({ length: count }, (_, index) => {
        const task = newTask({
          clusterArn: cluster,
          taskDefinitionArn: definition.taskDefinitionArn,
          createdAt: clock.now().getTime(),
          ...wantedBy(input, definition.family, index),
        });
        describeBy(task, definition);
        return task;
      });
      for (const task of made) scheduler.launch(task);
      return { tasks: made.map((task) => taskShape(task, true)), failures: [] };
    }),

    'ecs:StopTask': answering<Json>(async (input, request, forward) => {
      const cluster = await clusterArn(asker(request, forward), input.cluster);
      const task = byId(cluster, String(input.task));
      if (!task) throw invalid('The referenced task was not found.');
      const reason = typeof input.reason === 'string' ? input.reason : 'Task stopped by user';
      scheduler.stop(task, { code: 'UserInitiated', reason });
      return { task: taskShape(task, false) };
    }),

    'ecs:ListTasks': answering<Json>(async (input, request, forward) => {
      const cluster = await clusterArn(asker(request, forward), input.cluster);
      const { serviceName } = input;
      if (typeof serviceName === 'string' && !isKnown(scheduler, cluster, serviceName))
        throw fault('ServiceNotFoundException', 'Service not found.');
      const found = [...tasks.values()].filter((task) => task.clusterArn === cluster && isAskedFor(task, input));
      const { items, nextToken } = page(found, input, MOST_LISTED);
      return { taskArns: items.map((task) => task.arn), ...(nextToken && { nextToken }) };
    }),

    'ecs:DescribeTasks': answering<Json>(async (input, request, forward) => {
      const cluster = await clusterArn(asker(request, forward), input.cluster);
      const given = Array.isArray(input.tasks) ? input.tasks.map(String) : [];
      if (given.length > MOST_LISTED) throw invalid(`Tasks cannot have more than ${MOST_LISTED} elements.`);
      const withTags = Array.isArray(input.include) && input.include.includes('TAGS');
      const found = given.map((one) => ({ one, task: byId(cluster, one) }));
      const arnOf = (one: string) => `${cluster.replace(':cluster/', ':task/')}/${lastOf(one)}`;
      return {
        tasks: found.flatMap(({ task }) => (task ? [taskShape(task, withTags)] : [])),
        failures: found.flatMap(({ one, task }) => (task ? [] : [{ arn: arnOf(one), reason: 'MISSING' }])),
      };
    }),
  };
}

function wantedBy(input: Json, family: string, index: number) {
  const strategy = input.capacityProviderStrategy as { capacityProvider: string }[] | undefined;
  const network = input.networkConfiguration as Network | undefined;
  const { subnets = [], securityGroups = [], assignPublicIp } = network?.awsvpcConfiguration ?? {};
  const subnetId = subnets[index % Math.max(1, subnets.length)];
  const provider = strategy?.[0]?.capacityProvider;
  return {
    group: typeof input.group === 'string' ? input.group : `family:${family}`,
    enableExecuteCommand: input.enableExecuteCommand === true,
    securityGroups,
    overrides: (input.overrides ?? {}) as Overrides,
    tags: (input.tags ?? []) as Tag[],
    ...(typeof input.startedBy === 'string' && { startedBy: input.startedBy }),
    ...(typeof input.launchType === 'string' && { launchType: input.launchType }),
    ...(typeof input.propagateTags === 'string' && { propagateTags: input.propagateTags }),
    ...(provider && { capacityProviderName: provider }),
    ...(subnetId && { subnetId }),
    ...(assignPublicIp && { assignPublicIp }),
  };
}

function checkOverrides(input: Json, definitions: readonly { name: string }[]): void {
  const { containerOverrides = [] } = (input.overrides ?? {}) as Overrides;
  for (const { name } of containerOverrides) {
    if (!definitions.some((one) => one.name === name))
      throw invalid(`Override for container named ${name} is not a container in the TaskDefinition.`);
  }
}

function isAskedFor(task: Task, input: Json): boolean {
  const { serviceName, family, startedBy, launchType, containerInstance, desiredStatus = 'RUNNING' } = input;
  if (task.desiredStatus !== desiredStatus || typeof containerInstance === 'string') return false;
  if (typeof serviceName === 'string' && task.group !== `service:${lastOf(serviceName)}`) return false;
  if (typeof family === 'string' && lastOf(task.taskDefinitionArn).split(':')[0] !== family) return false;
  if (typeof startedBy === 'string' && task.startedBy !== startedBy) return false;
  return typeof launchType !== 'string' || task.launchType === launchType;
}

function isKnown(scheduler: Scheduler, cluster: string, serviceName: string): boolean {
  const name = lastOf(serviceName);
  return [...scheduler.services.values()].some((one) => one.clusterArn === cluster && one.name === name);
}

const invalid = (message: string) => fault('InvalidParameterException', message);

import { randomInt } from 'node:crypto';
import type { Clock } from '../../clock/index.ts';
import type { Table } from '../../relay/types.ts';
import { amendJson, answering, fault } from '../../relay/wire.ts';
import { created, updated } from '../core/change.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Json, Service, TaskDefinition } from '../types.ts';
import { type Asker, asker, clusterArn, page, taskDefinition } from './ask.ts';
import { isPending, isRunning, serviceShape } from './service-shape.ts';

type Described = { service: Json & { serviceArn: string; serviceName: string; clusterArn: string } };

/** Rows for services: the emulator keeps their names and tags, the scheduler everything that happens. */
export function serviceRows(scheduler: Scheduler, clock: Clock): Table {
  const { services, tasks } = scheduler;
  const now = () => clock.now().getTime();
  const shaped = (emulated: Json) => {
    const service = services.get(String(emulated.serviceArn));
    return service ? serviceShape(emulated, service, [...tasks.values()]) : emulated;
  };

  return {
    'ecs:CreateService': answering<Json>(async (input, request, forward) => {
      const ask = asker(request, forward);
      const cluster = await clusterArn(ask, input.cluster);
      const known = [...services.values()].find((one) => one.name === input.serviceName && one.clusterArn === cluster);
      if (known?.status === 'ACTIVE' && (await isEmulated(ask, known)))
        throw invalid('Creation of service was not idempotent.');
      if (known?.status === 'DRAINING') throw invalid('Unable to Start a service that is still Draining.');
      const wanted = await resolved(ask, input, input.networkConfiguration);
      const { service } = await ask<Described>('CreateService', wanted);
      const identity = { arn: service.serviceArn, name: service.serviceName, clusterArn: service.clusterArn };
      scheduler.put(created(identity, wanted, deploymentId(), now()));
      return { service: shaped(service) };
    }),

    'ecs:UpdateService': answering<Json>(async (input, request, forward) => {
      const ask = asker(request, forward);
      const wanted = await resolved(ask, input, true);
      const { service } = await ask<Described>('UpdateService', wanted);
      const known = services.get(service.serviceArn) ?? adopted(service, now());
      if (known.status !== 'ACTIVE') throw fault('ServiceNotActiveException', 'Service was not ACTIVE.');
      scheduler.put(updated(known, wanted, deploymentId(), now()));
      return { service: shaped(service) };
    }),

    'ecs:DescribeServices': amendJson<Json, { services?: Json[] }>((_, output) => ({
      ...output,
      services: (output.services ?? []).map(shaped),
    })),

    'ecs:DeleteService': answering<Json>(async (input, request, forward) => {
      const { service } = await asker(request, forward)<Described>('DeleteService', input);
      const known = services.get(service.serviceArn);
      if (known) scheduler.put({ ...known, status: 'DRAINING', desiredCount: 0 });
      return { service: shaped(service) };
    }),

    'ecs:ListServices': answering<Json>(async (input, request, forward) => {
      const { maxResults: _, nextToken: __, ...filters } = input;
      const { serviceArns = [] } = await asker(request, forward)<{ serviceArns?: string[] }>('ListServices', filters);
      const living = serviceArns.filter((arn) => services.get(arn)?.status !== 'INACTIVE');
      const { items, nextToken } = page(living, input, 100);
      return { serviceArns: items, ...(nextToken && { nextToken }) };
    }),

    'ecs:DescribeClusters': amendJson<Json, { clusters?: Json[] }>((_, output) => ({
      ...output,
      clusters: (output.clusters ?? []).map((cluster) => {
        const own = [...tasks.values()].filter((task) => task.clusterArn === cluster.clusterArn);
        const active = [...services.values()].filter(
          (one) => one.clusterArn === cluster.clusterArn && one.status === 'ACTIVE',
        );
        return {
          ...cluster,
          runningTasksCount: own.filter(isRunning).length,
          pendingTasksCount: own.filter(isPending).length,
          activeServicesCount: active.length,
        };
      }),
    })),

    'ecs:DeleteCluster': answering<Json>(async (input, request, forward) => {
      const ask = asker(request, forward);
      const cluster = await clusterArn(ask, input.cluster);
      const left = [...services.values()].some((one) => one.clusterArn === cluster && one.status === 'ACTIVE');
      if (left)
        throw fault('ClusterContainsServicesException', 'The Cluster cannot be deleted while Services are active.');
      const alive = [...tasks.values()].some((task) => task.clusterArn === cluster && task.lastStatus !== 'STOPPED');
      if (alive) throw fault('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.');
      return ask('DeleteCluster', input);
    }),
  };
}

/** The input with the task definition as an ARN (the emulator would keep the text as given), its containers checked. */
async function resolved(ask: Asker, input: Json, network: unknown): Promise<Json> {
  if (input.taskDefinition === undefined || input.taskDefinition === null) return input;
  const definition = await taskDefinition(ask, input.taskDefinition, network);
  for (const one of (input.loadBalancers ?? []) as { containerName?: string; containerPort?: number }[]) {
    checkContainer(definition, one.containerName, one.containerPort);
  }
  return { ...input, taskDefinition: definition.taskDefinitionArn };
}

function checkContainer(definition: TaskDefinition, name = '', port = 0): void {
  const container = definition.containerDefinitions.find((one) => one.name === name);
  if (!container) throw invalid(`The container ${name} does not exist in the task definition.`);
  if (container.portMappings?.some((one) => one.containerPort === port)) return;
  throw invalid(`The container ${name} did not have a container port ${port} defined.`);
}

/** A service that the emulator has and we have not: made inside of it, not through the relay. */
function adopted(emulated: Described['service'], now: number): Service {
  const { serviceArn: arn, serviceName: name, clusterArn } = emulated;
  return created({ arn, name, clusterArn }, emulated, deploymentId(), now);
}

/** An emulator that died may have lost a service that we remember: then it may be created again. */
async function isEmulated(ask: Asker, { clusterArn, name }: Service): Promise<boolean> {
  const { services } = await ask<{ services?: Json[] }>('DescribeServices', { cluster: clusterArn, services: [name] });
  return services?.some((one) => one.status === 'ACTIVE') ?? false;
}

const invalid = (message: string) => fault('InvalidParameterException', message);
const deploymentId = () => `ecs-svc/${Array.from({ length: 19 }, () => randomInt(1, 10)).join('')}`;

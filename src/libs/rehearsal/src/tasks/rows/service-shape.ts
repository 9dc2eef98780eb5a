import type { Deployment, Instant, Json, Service, Task } from '../types.ts';

/** A service as DescribeServices tells it: the emulator's answer with what we know better laid over it. */
export function serviceShape(emulated: Json, service: Service, tasks: readonly Task[]): Json {
  const mine = tasks.filter((task) => task.serviceArn === service.arn);
  const primary = service.deployments[0];
  const { deploymentConfiguration, ...kept } = service.kept;
  const { loadBalancers, serviceRegistries, networkConfiguration, platformVersion } = primary?.revision ?? {};
  const { launchType: _, ...rest } = emulated;
  return {
    ...rest,
    ...kept,
    ...provision(primary, emulated),
    status: service.status,
    desiredCount: service.status === 'ACTIVE' ? service.desiredCount : 0,
    runningCount: mine.filter(isRunning).length,
    pendingCount: mine.filter(isPending).length,
    taskDefinition: primary?.revision.taskDefinition,
    loadBalancers: loadBalancers ?? [],
    serviceRegistries: serviceRegistries ?? [],
    ...(networkConfiguration && { networkConfiguration }),
    platformVersion: platformVersion ?? 'LATEST',
    platformFamily: 'Linux',
    healthCheckGracePeriodSeconds: service.healthCheckGraceSeconds,
    deploymentConfiguration: {
      deploymentCircuitBreaker: service.circuitBreaker,
      maximumPercent: service.maximumPercent,
      minimumHealthyPercent: service.minimumHealthyPercent,
      ...(deploymentConfiguration as Json),
    },
    deployments: service.deployments.map((one) => deploymentShape(one, service, mine, emulated)),
    events: service.events.map((event) => ({ ...event, createdAt: seconds(event.createdAt) })),
  };
}

function deploymentShape(deployment: Deployment, service: Service, mine: readonly Task[], emulated: Json): Json {
  const own = mine.filter((task) => task.startedBy === deployment.id);
  const { revision } = deployment;
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: revision.taskDefinition,
    desiredCount: deployment.status === 'PRIMARY' ? service.desiredCount : own.filter(isWanted).length,
    pendingCount: own.filter(isPending).length,
    runningCount: own.filter(isRunning).length,
    failedTasks: deployment.failedTasks,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(deployment.updatedAt),
    ...provision(deployment, emulated),
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    ...(revision.networkConfiguration && { networkConfiguration: revision.networkConfiguration }),
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}

function provision(deployment: Deployment | undefined, emulated: Json): Json {
  const strategy = deployment?.revision.capacityProviderStrategy;
  if (strategy && strategy.length > 0) return { capacityProviderStrategy: strategy };
  return { launchType: deployment?.revision.launchType ?? emulated.launchType };
}

/** Counted as AWS does: a task that is being stopped still runs until it is deactivated. */
export const isRunning = (task: Task) => task.lastStatus === 'RUNNING';
export const isPending = (task: Task) =>
  isWanted(task) &&
  (task.lastStatus === 'PROVISIONING' || task.lastStatus === 'PENDING' || task.lastStatus === 'ACTIVATING');
const isWanted = (task: Task) => task.desiredStatus === 'RUNNING';

/** AWS's JSON protocol carries seconds since 1970. */
export function seconds(instant: Instant): number;
export function seconds(instant: Instant | undefined): number | undefined;
export function seconds(instant: Instant | undefined): number | undefined {
  return instant === undefined ? undefined : instant / 1000;
}

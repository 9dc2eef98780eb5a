import { taskHealth } from '../core/container-health.ts';
import { runtimeIdOf } from '../runtime-id.ts';
import type { Container, Json, Task } from '../types.ts';
import { seconds } from './service-shape.ts';

/** A task as DescribeTasks tells it; tags only when they are asked for. */
export function taskShape(task: Task, withTags: boolean): Json {
  const launch = task.capacityProviderName ? { capacityProviderName: task.capacityProviderName } : {};
  return defined({
    attachments: task.address ? [attachment(task, task.address)] : [],
    attributes: [{ name: 'ecs.cpu-architecture', value: process.arch === 'arm64' ? 'arm64' : 'x86_64' }],
    availabilityZone: task.availabilityZone,
    clusterArn: task.clusterArn,
    connectivity: task.connectivityAt === undefined ? undefined : 'CONNECTED',
    connectivityAt: seconds(task.connectivityAt),
    containers: task.containers.map((container) => containerShape(task, container)),
    cpu: task.cpu,
    memory: task.memory,
    createdAt: seconds(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: task.enableExecuteCommand,
    ephemeralStorage: { sizeInGiB: 20 },
    executionStoppedAt: seconds(task.executionStoppedAt),
    group: task.group,
    healthStatus: taskHealth(task.containers),
    lastStatus: task.lastStatus,
    launchType: task.launchType,
    ...launch,
    overrides: { inferenceAcceleratorOverrides: [], ...task.overrides, containerOverrides: overridesOf(task) },
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    pullStartedAt: seconds(task.pullStartedAt),
    pullStoppedAt: seconds(task.pullStoppedAt),
    startedAt: seconds(task.startedAt),
    startedBy: task.startedBy,
    stopCode: task.stopCode,
    stoppedAt: seconds(task.stoppedAt),
    stoppedReason: task.stoppedReason,
    stoppingAt: seconds(task.stoppingAt),
    tags: withTags ? task.tags : [],
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinitionArn,
    version: task.version,
  });
}

function attachment(task: Task, address: string): Json {
  const zone = task.availabilityZone?.slice(0, -1) ?? task.arn.split(':')[3];
  const details: Record<string, string | undefined> = {
    subnetId: task.subnetId,
    networkInterfaceId: task.networkInterfaceId,
    macAddress: task.macAddress,
    privateDnsName: `ip-${address.replaceAll('.', '-')}.${zone}.compute.internal`,
    privateIPv4Address: address,
  };
  return {
    id: task.attachmentId,
    type: 'ElasticNetworkInterface',
    status: task.lastStatus === 'STOPPED' ? 'DELETED' : 'ATTACHED',
    details: Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  };
}

function containerShape(task: Task, container: Container): Json {
  const { name, image, imageDigest, lastStatus, exitCode, reason, cpu, memory, checked, health } = container;
  return defined({
    containerArn: `${task.arn.replace(':task/', ':container/')}/${name}`,
    taskArn: task.arn,
    name,
    image,
    imageDigest,
    runtimeId: lastStatus === 'PENDING' ? undefined : runtimeIdOf(task, container),
    lastStatus,
    exitCode,
    reason,
    networkBindings: [],
    networkInterfaces: task.address ? [{ attachmentId: task.attachmentId, privateIpv4Address: task.address }] : [],
    healthStatus: checked ? health : 'UNKNOWN',
    managedAgents: task.enableExecuteCommand ? [{ name: 'ExecuteCommandAgent', lastStatus, reason }] : undefined,
    cpu,
    memory,
  });
}

/** ECS names every container among the overrides, whether it has any or not. */
function overridesOf(task: Task): Json[] {
  const given = task.overrides.containerOverrides ?? [];
  return task.containers.map(({ name }) => ({ ...given.find((one) => one.name === name), name }));
}

function defined(shape: Json): Json {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}

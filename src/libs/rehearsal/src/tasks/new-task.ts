import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant, Overrides, Service, Tag, Task, TaskDefinition } from './types.ts';

type Wanted = {
  clusterArn: string;
  taskDefinitionArn: string;
  group: string;
  createdAt: Instant;
  startedBy?: string;
  launchType?: string;
  capacityProviderName?: string;
  enableExecuteCommand?: boolean;
  overrides?: Overrides;
  tags?: Tag[];
  propagateTags?: string;
  subnetId?: string;
  assignPublicIp?: string;
  securityGroups?: string[];
};

/** A task's record as ECS makes it when the task is asked for; its containers follow with {@link describeBy}. */
export function newTask({ assignPublicIp, ...wanted }: Wanted): Task {
  const id = randomBytes(16).toString('hex');
  return {
    launchType: 'FARGATE',
    enableExecuteCommand: false,
    overrides: {},
    ...wanted,
    tags: [...(wanted.tags ?? [])],
    arn: `${wanted.clusterArn.replace(':cluster/', ':task/')}/${id}`,
    id,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    cpu: '256',
    memory: '512',
    billed: { architecture: 'X86_64', storageGib: 20, publicAddress: assignPublicIp === 'ENABLED' },
    containers: [],
    networkInterfaceId: `eni-${randomBytes(8).toString('hex')}0`,
    macAddress: ['06', ...(randomBytes(5).toString('hex').match(/../g) ?? [])].join(':'),
    attachmentId: randomUUID(),
    version: 1,
    loadBalancers: [],
    serviceRegistries: [],
  };
}

/** A task of a service's primary deployment. */
export function newServiceTask(service: Service, createdAt: Instant, turn: number): Task | undefined {
  const primary = service.deployments[0];
  if (!primary) return undefined;
  const { revision } = primary;
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = revision.networkConfiguration?.awsvpcConfiguration ?? {};
  const subnetId = subnets[turn % Math.max(1, subnets.length)];
  const { propagateTags, enableExecuteCommand } = service.kept;
  const capacityProviderName = revision.capacityProviderStrategy?.[0]?.capacityProvider;
  const task = newTask({
    clusterArn: service.clusterArn,
    taskDefinitionArn: revision.taskDefinition,
    group: `service:${service.name}`,
    startedBy: primary.id,
    createdAt,
    enableExecuteCommand: enableExecuteCommand === true,
    securityGroups,
    tags: service.kept.enableECSManagedTags === true ? managedTags(service) : [],
    ...(capacityProviderName && { capacityProviderName }),
    ...(typeof propagateTags === 'string' && { propagateTags }),
    ...(subnetId && { subnetId }),
    ...(assignPublicIp && { assignPublicIp }),
  });
  const { loadBalancers, serviceRegistries } = revision;
  return { ...task, serviceArn: service.arn, loadBalancers, serviceRegistries };
}

function managedTags(service: Service): Tag[] {
  const clusterName = service.clusterArn.slice(service.clusterArn.lastIndexOf('/') + 1);
  return [
    { key: 'aws:ecs:clusterName', value: clusterName },
    { key: 'aws:ecs:serviceName', value: service.name },
  ];
}

/** Fills in what the task definition says: size and containers, with the overrides applied. */
export function describeBy(task: Task, definition: TaskDefinition): void {
  task.cpu = task.overrides.cpu ?? definition.cpu ?? task.cpu;
  task.memory = task.overrides.memory ?? definition.memory ?? task.memory;
  task.billed.architecture = definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'ARM64' : 'X86_64';
  task.billed.storageGib = definition.ephemeralStorage?.sizeInGiB ?? task.billed.storageGib;
  task.containers = definition.containerDefinitions.map((one) => ({
    name: one.name,
    image: one.image,
    essential: one.essential !== false,
    lastStatus: 'PENDING',
    health: 'UNKNOWN',
    checked: one.healthCheck !== undefined && one.healthCheck.command?.[0] !== 'NONE',
    cpu: String(one.cpu ?? 0),
    ...(one.memory !== undefined && { memory: String(one.memory) }),
  }));
}

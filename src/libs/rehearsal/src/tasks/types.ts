import type { TargetState } from '../context.ts';

/** A JSON object as AWS's API names its fields. */
export type Json = Record<string, unknown>;

/** Milliseconds since 1970 in world time. AWS's answers carry seconds: see `rows/shape.ts`. */
export type Instant = number;

export type Tag = { key: string; value: string };
export type LoadBalancer = { targetGroupArn?: string; containerName?: string; containerPort?: number };
export type Registry = { registryArn?: string; containerName?: string; containerPort?: number; port?: number };
export type Network = {
  awsvpcConfiguration?: { subnets?: string[]; securityGroups?: string[]; assignPublicIp?: string };
};

/** What a deployment rolls out: a change of any of these makes a new deployment. */
export type Revision = {
  taskDefinition: string;
  loadBalancers: LoadBalancer[];
  serviceRegistries: Registry[];
  networkConfiguration?: Network;
  capacityProviderStrategy?: { capacityProvider: string; weight?: number; base?: number }[];
  launchType?: string;
  platformVersion?: string;
};

export type Deployment = {
  /** `ecs-svc/123…`: the `startedBy` of its tasks. */
  id: string;
  status: 'PRIMARY' | 'ACTIVE';
  revision: Revision;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  createdAt: Instant;
  updatedAt: Instant;
  /** Tasks that failed one after the other. Not counted any more once one was healthy. */
  failedTasks: number;
  /** One of its tasks has been healthy. */
  proven: boolean;
};

export type ServiceEvent = { id: string; createdAt: Instant; message: string };

export type Service = {
  arn: string;
  name: string;
  clusterArn: string;
  /** DRAINING: deleted, its tasks are still stopping. */
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desiredCount: number;
  /** Percent of the desired count, as the deployment configuration has them. */
  minimumHealthyPercent: number;
  maximumPercent: number;
  circuitBreaker: { enable: boolean; rollback: boolean };
  healthCheckGraceSeconds: number;
  /** The primary one first. */
  deployments: Deployment[];
  /** The last one that was completed: where a rollback goes. */
  completed?: Deployment;
  /** Newest first. */
  events: ServiceEvent[];
  /** The steady state has been told of. */
  steady: boolean;
  /** Tasks that never ran, one after the other: they make the next start wait. */
  failedStarts: number;
  /** No task is started before. */
  startNotBefore: Instant;
  /** Fields of Create and UpdateService that only need to be told again. */
  kept: Json;
};

export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';
export type Health = 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY';
export type StopCode =
  | 'TaskFailedToStart'
  | 'EssentialContainerExited'
  | 'UserInitiated'
  | 'ServiceSchedulerInitiated'
  | 'TerminationNotice';
export type StopOrder = { code: StopCode; reason: string };

export type Container = {
  name: string;
  image: string;
  imageDigest?: string;
  essential: boolean;
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  health: Health;
  /** Has a health check of its own. */
  checked: boolean;
  exitCode?: number;
  reason?: string;
  cpu?: string;
  memory?: string;
};

export type Task = {
  arn: string;
  /** The last part of the ARN: 32 hexadecimal digits. */
  id: string;
  clusterArn: string;
  taskDefinitionArn: string;
  group: string;
  startedBy?: string;
  /** Set for a service's task; `startedBy` is its deployment then. */
  serviceArn?: string;
  lastStatus: TaskStatus;
  desiredStatus: 'RUNNING' | 'STOPPED';
  createdAt: Instant;
  pullStartedAt?: Instant;
  pullStoppedAt?: Instant;
  connectivityAt?: Instant;
  startedAt?: Instant;
  /** Until then the service scheduler keeps it, though it may be too many or replaced. */
  protectedUntil?: Instant;
  stoppingAt?: Instant;
  executionStoppedAt?: Instant;
  stoppedAt?: Instant;
  stopCode?: StopCode;
  stoppedReason?: string;
  cpu: string;
  memory: string;
  launchType: string;
  capacityProviderName?: string;
  enableExecuteCommand: boolean;
  /** As its definition and its network say: what it is charged by, besides its size. */
  billed: { architecture: 'ARM64' | 'X86_64'; storageGib: number; publicAddress: boolean };
  containers: Container[];
  /** Its loopback address, shown as the private address of a network interface. */
  address?: string;
  subnetId?: string;
  securityGroups?: string[];
  availabilityZone?: string;
  networkInterfaceId: string;
  macAddress: string;
  attachmentId: string;
  overrides: Overrides;
  tags: Tag[];
  propagateTags?: string;
  version: number;
  loadBalancers: LoadBalancer[];
  serviceRegistries: Registry[];
};

export type ContainerOverride = {
  name?: string;
  command?: string[];
  environment?: { name: string; value: string }[];
  cpu?: number;
  memory?: number;
};
export type Overrides = { containerOverrides?: ContainerOverride[]; cpu?: string; memory?: string };

export type HealthCheck = {
  command: string[];
  /** Seconds, as ECS has them. */
  interval?: number;
  timeout?: number;
  retries?: number;
  startPeriod?: number;
};

export type ContainerDefinition = {
  name: string;
  image: string;
  essential?: boolean;
  entryPoint?: string[];
  command?: string[];
  workingDirectory?: string;
  cpu?: number;
  memory?: number;
  environment?: { name?: string; value?: string }[];
  secrets?: { name: string; valueFrom: string }[];
  portMappings?: { containerPort?: number }[];
  logConfiguration?: { logDriver: string; options?: Record<string, string> };
  healthCheck?: HealthCheck;
  stopTimeout?: number;
};

export type TaskDefinition = {
  taskDefinitionArn: string;
  family: string;
  status?: string;
  networkMode?: string;
  cpu?: string;
  memory?: string;
  runtimePlatform?: { cpuArchitecture?: string };
  ephemeralStorage?: { sizeInGiB?: number };
  containerDefinitions: ContainerDefinition[];
};

/** Where a task's targets stand, one for each of its load balancers. */
export type Targets = { targetGroupArn: string; state: TargetState }[];

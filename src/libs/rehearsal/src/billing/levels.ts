import { databaseUsage, FARGATE_STORAGE, fargateUsage, PUBLIC_IPV4 } from '@bookmark-manager/prices';
import { LCU } from './lcu.ts';
import type { Level } from './meter.ts';

/** A task that is paid for now. */
export type BilledTask = {
  id: string;
  /** 1024 units are one vCPU; memory in MiB. */
  cpu: string;
  memory: string;
  architecture: 'ARM64' | 'X86_64';
  spot: boolean;
  publicAddress: boolean;
  storageGib: number;
};

/** An instance's status as the running database has it, and the rest as it is applied. */
export type BilledInstance = {
  identifier: string;
  /** What it sleeps and wakes with, as the database part calls it: its cluster, or itself. */
  follows: string;
  status: string;
  instanceClass: string;
  storageGib: number;
  storageType: string;
  multiAz: boolean;
  /** Capacity units that it has while nobody asks for more; null: it is no serverless one. */
  acus: number | null;
};

/** What is applied and is there whether anybody uses it or not. */
export type Standing = {
  instances: Omit<BilledInstance, 'status'>[];
  loadBalancers: { name: string; isPublic: boolean; zones: string[] }[];
  /** One for each zone. */
  interfaceEndpoints: { id: string; zone: string }[];
  natGateways: string[];
  /** Addresses of one's own, used or not. */
  addresses: { id: string; isUsed: boolean }[];
  /** Zones of Cloud Map's private names. */
  hostedZones: string[];
  /** Names, and bytes in them. */
  repositories: { name: string; bytes: number }[];
  buckets: { name: string; bytes: number }[];
  logGroups: { name: string; bytes: number }[];
  /** Paid for by the metrics that they look at. */
  alarms: { name: string; metrics: number }[];
  /** Metrics that are made of logs. */
  metrics: string[];
};

export const NOTHING: Standing = {
  ...{ instances: [], loadBalancers: [], interfaceEndpoints: [], natGateways: [], addresses: [] },
  ...{ hostedZones: [], repositories: [], buckets: [], logGroups: [], alarms: [], metrics: [] },
};

const MINUTE_MS = 60_000;
const GB = 1024 ** 3;
const FREE_STORAGE_GIB = 20;
/** RDS bills an instance in these statuses; in the others, starting and stopping too, its storage alone. */
const BILLED = new Set(['available', 'backing-up', 'modifying', 'rebooting', 'configuring-enhanced-monitoring']);
const STORAGE: Readonly<Record<string, string>> = { gp2: 'APN1-RDS:GP2-Storage', gp3: 'APN1-RDS:GP3-Storage' };
/** CloudWatch keeps logs compressed, to about this part of what came in. */
const LOGS_KEPT = 0.15;

/** What a task is paid for while it is there. */
export function levelsOfTask(task: BilledTask): Level[] {
  const { vcpu, memory } = fargateUsage(task);
  const level = (service: string, usageType: string, perHour: number): Level[] =>
    perHour > 0 ? [{ service, usageType, perHour, resource: `task ${task.id}`, leastMs: MINUTE_MS }] : [];
  return [
    ...level('Fargate', vcpu, Number(task.cpu) / 1024),
    ...level('Fargate', memory, Number(task.memory) / 1024),
    ...level('Fargate', FARGATE_STORAGE, task.storageGib - FREE_STORAGE_GIB),
    ...level('VPC', PUBLIC_IPV4, task.publicAddress ? 1 : 0),
  ];
}

/** What a database is paid for. Its storage is paid for in every status. */
export function levelsOfInstance(instance: BilledInstance): Level[] {
  const { identifier: resource, status, instanceClass, storageGib, storageType, multiAz, acus } = instance;
  const isBilled = BILLED.has(status);
  if (acus !== null)
    return isBilled ? [{ service: 'Aurora', usageType: 'APN1-Aurora:ServerlessV2Usage', resource, perHour: acus }] : [];
  const usage = databaseUsage(instanceClass);
  return [
    ...(isBilled
      ? [
          {
            service: 'RDS',
            usageType: multiAz ? `${usage} (Multi-AZ)` : usage,
            resource,
            perHour: 1,
            leastMs: 10 * MINUTE_MS,
          },
        ]
      : []),
    {
      service: 'RDS',
      usageType: multiAz ? 'APN1-RDS:Multi-AZ-GP3-Storage' : (STORAGE[storageType] ?? `APN1-RDS:${storageType}`),
      resource,
      perHour: storageGib,
    },
  ];
}

/** What is paid for whether anything runs or not. */
export function levelsOfStanding(standing: Omit<Standing, 'instances'>): Level[] {
  const level = (service: string, usageType: string, resource: string, perHour = 1): Level => {
    return { service, usageType, resource, perHour };
  };
  const gigabytes = (service: string, usageType: string, kept: { name: string; bytes: number }[], part = 1) =>
    kept
      .filter(({ bytes }) => bytes > 0)
      .map(({ name, bytes }) => level(service, usageType, name, (bytes * part) / GB));
  return [
    ...standing.loadBalancers.flatMap(({ name, isPublic, zones }) => [
      level('ELB', LCU.balancer, name),
      ...(isPublic ? zones.map((zone) => level('VPC', PUBLIC_IPV4, `${name} in ${zone}`)) : []),
    ]),
    ...standing.interfaceEndpoints.map(({ id, zone }) =>
      level('VPC endpoint', 'APN1-VpcEndpoint-Hours', `${id} in ${zone}`),
    ),
    ...standing.natGateways.map((id) => level('NAT gateway', 'APN1-NatGateway-Hours', id)),
    ...standing.addresses.map(({ id, isUsed }) =>
      level('VPC', isUsed ? PUBLIC_IPV4 : 'APN1-PublicIPv4:IdleAddress', id),
    ),
    ...standing.hostedZones.map((id) => level('Route 53', 'HostedZone', id)),
    ...gigabytes('ECR', 'APN1-TimedStorage-ByteHrs (ECR)', standing.repositories),
    ...gigabytes('S3', 'APN1-TimedStorage-ByteHrs', standing.buckets),
    ...gigabytes('CloudWatch', 'APN1-TimedStorage-ByteHrs (logs)', standing.logGroups, LOGS_KEPT),
    ...standing.alarms.map(({ name, metrics }) => level('CloudWatch', 'APN1-CW:AlarmMonitorUsage', name, metrics)),
    ...standing.metrics.map((name) => level('CloudWatch', 'APN1-CW:MetricMonitorUsage', name)),
  ];
}

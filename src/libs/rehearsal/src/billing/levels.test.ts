import { findPrice, priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import { newTask } from '../tasks/new-task.ts';
import {
  type BilledInstance,
  levelsOfInstance,
  levelsOfStanding,
  levelsOfTask,
  NOTHING,
  type Standing,
} from './levels.ts';
import { billedTasks } from './tasks.ts';

const task = {
  ...{ id: '0a1b', cpu: '256', memory: '512', storageGib: 20 },
  ...({ architecture: 'ARM64', spot: false, publicAddress: true } as const),
};
const database: BilledInstance = {
  ...{ identifier: 'db', follows: 'db', status: 'available', instanceClass: 'db.t4g.micro', storageGib: 20 },
  ...{ storageType: 'gp3', multiAz: false, acus: null },
};
const plain = (levels: ReturnType<typeof levelsOfTask>) =>
  Object.fromEntries(levels.map(({ usageType, perHour }) => [usageType, perHour]));

describe('a task', () => {
  it('is paid for by its vCPUs, its GB and its public address', () => {
    expect(plain(levelsOfTask(task))).toEqual({
      'APN1-Fargate-ARM-vCPU-Hours:perCPU': 0.25,
      'APN1-Fargate-ARM-GB-Hours': 0.5,
      'APN1-PublicIPv4:InUseAddress': 1,
    });
  });

  it('is paid for as Spot, x86 and with more storage, where it is so', () => {
    const other = { ...task, architecture: 'X86_64', spot: true, publicAddress: false, storageGib: 30 } as const;
    expect(plain(levelsOfTask(other))).toEqual({
      'APN1-SpotUsage-Fargate-vCPU-Hours:perCPU': 0.25,
      'APN1-SpotUsage-Fargate-GB-Hours': 0.5,
      'APN1-Fargate-EphemeralStorage-GB-Hours': 10,
    });
  });

  it('is paid for from the pull of its image until it has stopped, a minute at least', () => {
    const made = newTask({
      ...{ clusterArn: 'arn:aws:ecs:ap-northeast-1:1:cluster/c', taskDefinitionArn: 'x:1', group: 'g', createdAt: 0 },
      ...{ assignPublicIp: 'ENABLED', capacityProviderName: 'FARGATE_SPOT' },
    });
    expect(billedTasks([made])).toEqual([]);
    const pulled = { ...made, pullStartedAt: 1, lastStatus: 'PENDING' as const };
    expect(billedTasks([pulled])).toEqual([
      {
        id: made.id,
        cpu: '256',
        memory: '512',
        architecture: 'X86_64',
        storageGib: 20,
        publicAddress: true,
        spot: true,
      },
    ]);
    expect(billedTasks([{ ...pulled, lastStatus: 'DEPROVISIONING' }])).toHaveLength(1);
    expect(billedTasks([{ ...pulled, lastStatus: 'STOPPED' }])).toEqual([]);
    expect(levelsOfTask(task).every(({ leastMs }) => leastMs === 60_000)).toBe(true);
  });
});

describe('a database', () => {
  it.each([
    ['available', true],
    ['backing-up', true],
    ['modifying', true],
    ['rebooting', true],
    ['creating', false],
    ['starting', false],
    ['stopping', false],
    ['stopped', false],
    ['deleting', false],
    ['failed', false],
  ])('that is %s is paid for: %s; its storage in every case', (status, isPaid) => {
    const levels = plain(levelsOfInstance({ ...database, status }));
    expect(levels['APN1-InstanceUsage:db.t4g.micro']).toBe(isPaid ? 1 : undefined);
    expect(levels['APN1-RDS:GP3-Storage']).toBe(20);
  });

  it('of Aurora is paid for by its capacity', () => {
    const serverless = { ...database, instanceClass: 'db.serverless', acus: 0.5 };
    expect(plain(levelsOfInstance(serverless))).toEqual({ 'APN1-Aurora:ServerlessV2Usage': 0.5 });
    expect(levelsOfInstance({ ...serverless, status: 'stopped' })).toEqual([]);
  });

  it('in two zones has no price of one in a single zone', () => {
    expect(Object.keys(plain(levelsOfInstance({ ...database, multiAz: true })))).toEqual([
      'APN1-InstanceUsage:db.t4g.micro (Multi-AZ)',
      'APN1-RDS:Multi-AZ-GP3-Storage',
    ]);
  });
});

describe('what stands', () => {
  const all: Standing = {
    instances: [],
    loadBalancers: [
      { name: 'front', isPublic: true, zones: ['1a', '1c'] },
      { name: 'inner', isPublic: false, zones: ['1a'] },
    ],
    interfaceEndpoints: [
      { id: 'ecr.api', zone: '1a' },
      { id: 'ecr.api', zone: '1c' },
    ],
    natGateways: ['nat-1'],
    addresses: [
      { id: 'eip-1', isUsed: true },
      { id: 'eip-2', isUsed: false },
    ],
    hostedZones: ['ns-1'],
    repositories: [{ name: 'web', bytes: 1024 ** 3 }],
    buckets: [
      { name: 'b', bytes: 1024 ** 3 },
      { name: 'empty', bytes: 0 },
    ],
    logGroups: [{ name: '/ecs/web', bytes: 1024 ** 3 }],
    alarms: [{ name: 'nat', metrics: 2 }],
    metrics: ['awake'],
  };

  it('is paid for each: an address for each zone of a public load balancer, an endpoint for each of its zones', () => {
    expect(levelsOfStanding(all).map(({ service, resource, perHour }) => [service, resource, perHour])).toEqual([
      ['ELB', 'front', 1],
      ['VPC', 'front in 1a', 1],
      ['VPC', 'front in 1c', 1],
      ['ELB', 'inner', 1],
      ['VPC endpoint', 'ecr.api in 1a', 1],
      ['VPC endpoint', 'ecr.api in 1c', 1],
      ['NAT gateway', 'nat-1', 1],
      ['VPC', 'eip-1', 1],
      ['VPC', 'eip-2', 1],
      ['Route 53', 'ns-1', 1],
      ['ECR', 'web', 1],
      ['S3', 'b', 1],
      ['CloudWatch', '/ecs/web', 0.15],
      ['CloudWatch', 'nat', 2],
      ['CloudWatch', 'awake', 1],
    ]);
  });

  it('is nothing where nothing is applied', () => {
    expect(levelsOfStanding(NOTHING)).toEqual([]);
  });

  it('has a price, all of it', () => {
    const list = priceList();
    const levels = [...levelsOfStanding(all), ...levelsOfTask(task), ...levelsOfInstance(database)];
    const unpriced = levels.filter(({ service, usageType }) => !findPrice(list, service, usageType));
    expect(unpriced).toEqual([]);
  });
});

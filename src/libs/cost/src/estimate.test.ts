import { priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { FREE } from './free.ts';
import { hoursOf } from './hours.ts';
import { estimateJson } from './json.ts';
import type { Resource } from './model.ts';
import { PRICERS } from './pricers/index.ts';
import { sliceOf, usageOf } from './testing.ts';

const hours = hoursOf(sliceOf('lean'), '2026-12', usageOf());
const of = (...resources: Resource[]) => estimate({ resources }, priceList(), hours, usageOf());
const resource = (type: string, values: Resource['values'] = {}, name = 'this'): Resource => ({
  ...{ unit: 'unit', address: `${type}.${name}`, type, values },
});
const database = (changes: object = {}) =>
  resource('aws_db_instance', {
    ...{ engine: 'postgres', instance_class: 'db.t4g.micro', allocated_storage: 20, storage_type: 'gp3' },
    ...{ multi_az: false, backup_retention_period: 7, ...changes },
  });
const lambda = (name: string) =>
  resource('aws_lambda_function', { function_name: name, memory_size: 256, architectures: ['arm64'] }, name);
const linesOf = ({ items }: ReturnType<typeof of>) => items.map(({ item, quantity }) => [item, quantity.expected]);

describe('an estimate', () => {
  it('is whole micro-dollars, in a range that holds what is expected', () => {
    const { items, total } = of(database(), resource('aws_vpc'));
    for (const { microUsd } of items) {
      expect(Object.values(microUsd).every(Number.isSafeInteger)).toBe(true);
      expect(microUsd.low).toBeLessThanOrEqual(microUsd.expected);
      expect(microUsd.expected).toBeLessThanOrEqual(microUsd.high);
    }
    expect(total?.expected).toBe(items.reduce((sum, { microUsd }) => sum + microUsd.expected, 0));
  });

  it('names what is free, with the reason', () => {
    expect(of(resource('aws_iam_role')).free).toEqual([
      { unit: 'unit', address: 'aws_iam_role.this', type: 'aws_iam_role', why: 'IAM is free' },
    ]);
  });

  it.each<[string, Resource, RegExp]>([
    ['a type that nobody knows', resource('aws_teleporter'), /nobody has said what aws_teleporter costs/],
    ['a name of JavaScript', resource('toString'), /nobody has said what toString costs/],
    ['a class without a price', database({ instance_class: 'db.r9.huge' }), /no RDS "APN1-InstanceUsage:db.r9.huge"/],
    ['an instance in two zones', database({ multi_az: true }), /no db.t4g.micro in two zones/],
    ['another engine', database({ engine: 'mysql' }), /PostgreSQL alone, not mysql/],
    ['another storage', database({ storage_type: 'io2' }), /no storage io2/],
    ['a class that is not known yet', database({ instance_class: undefined }), /not known before it is made/],
    ['tasks on other machines', resource('aws_ecs_service', { launch_type: 'EC2' }), /do not run on Fargate/],
    ['a service without its definition', resource('aws_ecs_service', { launch_type: 'FARGATE' }), /not in the plan/],
    ['a network load balancer', resource('aws_lb', { load_balancer_type: 'network' }), /only application/],
    ['a function that nobody knows', lambda('reports'), /does not say how often reports is invoked/],
    ['a log of nobody', resource('aws_cloudwatch_log_group', { name: '/x' }), /does not say how much \/x takes/],
    [
      'a schedule that is not understood',
      resource('aws_scheduler_schedule', { schedule_expression: 'at(x)' }),
      /at\(x\)/,
    ],
    ['an endpoint in unknown zones', resource('aws_vpc_endpoint', { vpc_endpoint_type: 'Interface' }), /zones/],
    [
      'Aurora on instances',
      resource('aws_rds_cluster_instance', { instance_class: 'db.r6g.large' }),
      /no Aurora db.r6g/,
    ],
  ])('is incomplete with %s, which is named, and has no total', (_, odd, why) => {
    const answer = of(resource('aws_eip'), odd);
    expect(answer.total).toBeNull();
    expect(answer.unpriced).toEqual([
      expect.objectContaining({ address: odd.address, why: expect.stringMatching(why) }),
    ]);
    expect(estimateJson('x', answer)).toMatchObject({ complete: false, total: null, unpriced: [{ type: odd.type }] });
  });

  it('says of no type both that it is free and what it costs', () => {
    expect(Object.keys(PRICERS).filter((type) => type in FREE)).toEqual([]);
  });

  it('gives the free tier once for the account, and nobody counts on it in the worst case', () => {
    const { items } = of(
      ...Array.from({ length: 12 }, (_, index) => resource('aws_cloudwatch_metric_alarm', {}, `${index}`)),
    );
    expect(items.map(({ quantity }) => quantity.expected)).toEqual([...Array(10).fill(0), 1, 1]);
    expect(items.every(({ quantity }) => quantity.high === 1)).toBe(true);
    expect(items.slice(0, 10).every(({ free }) => free.expected === 1)).toBe(true);
  });
});

describe('an alarm', () => {
  it('pays for each metric that it looks at, and a metric that is made of a log for itself', () => {
    const metrics = [{ expression: 'SUM(METRICS())' }, { metric: [{}] }, { metric: [{}] }];
    const { items } = of(
      resource('aws_cloudwatch_metric_alarm', { metric_query: metrics }),
      resource('aws_cloudwatch_metric_alarm', { period: 86_400 }, 'hours'),
      resource('aws_cloudwatch_log_metric_filter', { metric_transformation: [{}] }),
      resource('aws_budgets_budget'),
    );
    expect(items.map(({ item, quantity, microUsd }) => [item, quantity.high, microUsd.high])).toEqual([
      ['alarm on 2 metrics', 2, 200_000],
      ['alarm', 1, 100_000],
      ['metric made of a log', 1, 300_000],
      ['budget', 1, 0],
    ]);
  });
});

describe('a database', () => {
  it('pays by the hour while it is awake, and for what it stores all the time', () => {
    expect(linesOf(of(database()))).toEqual([
      ['db.t4g.micro', 304.75],
      ['storage gp3', 20],
      ['backups above 20 GB', 0],
    ]);
  });

  it('of Aurora pays its least ACUs whatever happens, and the others by load', () => {
    const cluster = resource('aws_rds_cluster', {
      engine: 'aurora-postgresql',
      serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 1 }],
    });
    const instance = resource('aws_rds_cluster_instance', { instance_class: 'db.serverless' });
    const { items } = of(cluster, instance);
    const acu = items.filter(({ price }) => price.usageType === 'APN1-Aurora:ServerlessV2Usage');
    expect(acu.map(({ kind, quantity }) => [kind, quantity.low, quantity.expected])).toEqual([
      ['scheduled', 304.75 / 2, 304.75 / 2],
      ['usage', 0, (304.75 / 2) * usageOf().aurora_load.expected],
    ]);
  });
});

describe('a service', () => {
  const definition = resource('aws_ecs_task_definition', {
    ...{ family: 'web', cpu: '512', memory: '1024', runtime_platform: [{ cpu_architecture: 'ARM64' }] },
    ephemeral_storage: [{ size_in_gib: 50 }],
  });
  const service = (changes: object = {}) =>
    resource('aws_ecs_service', {
      ...{ name: 'web', tags: { AwakeCount: '2' }, network_configuration: [{ assign_public_ip: true }] },
      ...{ capacity_provider_strategy: [{ capacity_provider: 'FARGATE', weight: 1 }], ...changes },
    });
  const awake = (...resources: Resource[]) =>
    of(...resources)
      .items.filter(({ kind }) => kind === 'scheduled')
      .map(({ price, quantity }) => [price.usageType, quantity.expected]);

  it('pays for its awake count of tasks, by the size of their definition', () => {
    expect(awake(service(), definition)).toEqual([
      ['APN1-Fargate-ARM-vCPU-Hours:perCPU', 304.75],
      ['APN1-Fargate-ARM-GB-Hours', 609.5],
      ['APN1-Fargate-EphemeralStorage-GB-Hours', 304.75 * 2 * 30],
      ['APN1-PublicIPv4:InUseAddress', 609.5],
    ]);
  });

  it.each([
    [['FARGATE_SPOT'], 'APN1-SpotUsage-Fargate-ARM-vCPU-Hours:perCPU'],
    [['FARGATE', 'FARGATE_SPOT'], 'APN1-Fargate-ARM-vCPU-Hours:perCPU'],
  ])('on %j pays %s', (providers, usageType) => {
    const strategy = providers.map((capacity_provider) => ({ capacity_provider, weight: 1 }));
    expect(awake(service({ capacity_provider_strategy: strategy }), definition)[0]?.[0]).toBe(usageType);
  });

  it('that is deployed is priced by the definition that it names', () => {
    const named = service({ name: 'other', task_definition: 'arn:aws:ecs:ap-northeast-1:1:task-definition/web:7' });
    expect(awake(named, definition)).toHaveLength(4);
  });

  it('without public addresses pays for none', () => {
    expect(awake(service({ network_configuration: [{ assign_public_ip: false }] }), definition)).toHaveLength(3);
  });
});

describe('an interface endpoint', () => {
  const hoursIn = (subnet_ids: unknown) =>
    of(resource('aws_vpc_endpoint', { vpc_endpoint_type: 'Interface', subnet_ids })).items[0]?.quantity.expected;

  it.each([
    [['subnet-1', 'subnet-2'], 2],
    ['1', 1],
    [2, 2],
  ])('in %j pays for %d zones: subnets, or the input that says how many there will be', (subnets, zones) => {
    expect(hoursIn(subnets)).toBe(744 * zones);
  });
});

describe('calls by a schedule', () => {
  const callsOf = (expression: string) =>
    of(resource('aws_scheduler_schedule', { schedule_expression: expression })).items[0]?.free.expected;

  it.each([
    ['rate(1 minute)', 744 * 60],
    ['rate(5 minutes)', 744 * 12],
    ['cron(0 9 ? * MON,TUE,WED,THU,FRI *)', 23],
    ['cron(0,30 9 ? * SUN *)', 8],
    ['cron(0 9 * * ? *)', 31],
  ])('%s are %d in December 2026', (expression, calls) => {
    expect(callsOf(expression)).toBeCloseTo(calls / 1e6, 9);
  });
});

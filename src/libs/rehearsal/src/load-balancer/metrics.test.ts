import { describe, expect, it } from 'vitest';
import { ask, askJson, fakeEmulator, formRequest, jsonRequest } from '../relay/testing.ts';
import { metricRows } from './metrics.ts';
import { aGroup, fakeReading, forwardTo } from './testing.ts';
import { groupsOf } from './topology.ts';
import { createTraffic } from './traffic.ts';

const WEB = 'arn:aws:elasticloadbalancing:r:1:targetgroup/web/0123';
const API = 'arn:aws:elasticloadbalancing:r:1:targetgroup/api/4567';
const target = { id: '127.0.0.1', port: 3000 };
const minute = (count: number) => new Date(Date.UTC(2026, 11, 1, 0, count));

/** Requests of web in minutes 1, 1 and 3, of the API in minute 2. */
async function counted() {
  let now = minute(0);
  const traffic = createTraffic(() => now);
  for (const [count, group] of [
    [1, WEB],
    [1, WEB],
    [2, API],
    [3, WEB],
  ] as const) {
    now = new Date(minute(count).getTime() + 20_000);
    traffic.began(group, target)();
  }
  const reading = fakeReading([aGroup(WEB), aGroup(API)], [forwardTo({ [WEB]: 0, wake: 100 }), forwardTo(API)]);
  reading.balancer.arn = 'arn:aws:elasticloadbalancing:r:1:loadbalancer/app/alb/89';
  const topology = await reading.topology();
  return metricRows(traffic, (dimensions) => groupsOf(topology, dimensions));
}

const dimensions = (more: Record<string, string>) => Object.entries(more).map(([Name, Value]) => ({ Name, Value }));
const query = (Id: string, given: Record<string, string>, Period = 60) => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions: dimensions(given) },
    ...{ Period, Stat: 'Sum' },
  },
});
const json = (...queries: object[]) =>
  jsonRequest('monitoring', 'GetMetricData', {
    ...{ StartTime: minute(0).getTime() / 1000, EndTime: minute(10).getTime() / 1000 },
    ...{ ScanBy: 'TimestampAscending', MetricDataQueries: queries },
  });
const seconds = (...minutes: number[]) => minutes.map((count) => minute(count).getTime() / 1000);

describe('the requests of a minute', () => {
  it.each<[string, Record<string, string>, number, { Timestamps: number[]; Values: number[] }]>([
    [
      'of a target group',
      { TargetGroup: 'targetgroup/web/0123', LoadBalancer: 'app/alb/89' },
      60,
      { Timestamps: seconds(1, 3), Values: [2, 1] },
    ],
    ['of another one', { TargetGroup: 'targetgroup/api/4567' }, 60, { Timestamps: seconds(2), Values: [1] }],
    ['of a load balancer', { LoadBalancer: 'app/alb/89' }, 60, { Timestamps: seconds(1, 2, 3), Values: [2, 1, 1] }],
    ['in longer periods', { LoadBalancer: 'app/alb/89' }, 120, { Timestamps: seconds(0, 2), Values: [2, 2] }],
    ['of an unknown group', { TargetGroup: 'targetgroup/other/1' }, 60, { Timestamps: [], Values: [] }],
    [
      'of another load balancer',
      { TargetGroup: 'targetgroup/web/0123', LoadBalancer: 'app/x/1' },
      60,
      { Timestamps: [], Values: [] },
    ],
  ])('%s', async (_, given, period, expected) => {
    expect(await askJson(await counted(), json(query('q', given, period)))).toMatchObject({
      MetricDataResults: [{ Id: 'q', Label: 'RequestCount', StatusCode: 'Complete', ...expected }],
    });
  });

  it('are told in the order of the queries, the newest first unless asked otherwise, without those not asked back', async () => {
    const request = json(query('web', { TargetGroup: 'targetgroup/web/0123' }), {
      ...query('api', {}),
      ReturnData: false,
    });
    const input = JSON.parse(request.body.toString());
    delete input.ScanBy;
    const answer = await askJson(await counted(), { ...request, body: Buffer.from(JSON.stringify(input)) });
    expect(answer).toMatchObject({ MetricDataResults: [{ Id: 'web', Timestamps: seconds(3, 1), Values: [1, 2] }] });
    expect((answer as { MetricDataResults: unknown[] }).MetricDataResults).toHaveLength(1);
  });

  it('are told to clients that speak forms, too', async () => {
    const prefix = 'MetricDataQueries.member.1.';
    const answer = await ask(
      await counted(),
      formRequest('monitoring', 'GetMetricData', {
        ...{ StartTime: minute(0).toISOString(), EndTime: minute(10).toISOString(), [`${prefix}Id`]: 'q' },
        [`${prefix}MetricStat.Metric.Namespace`]: 'AWS/ApplicationELB',
        [`${prefix}MetricStat.Metric.MetricName`]: 'RequestCount',
        [`${prefix}MetricStat.Metric.Dimensions.member.1.Name`]: 'TargetGroup',
        [`${prefix}MetricStat.Metric.Dimensions.member.1.Value`]: 'targetgroup/web/0123',
        [`${prefix}MetricStat.Period`]: '60',
        [`${prefix}MetricStat.Stat`]: 'Sum',
      }),
    );
    expect(answer.body.toString()).toContain(
      '<Timestamps><member>2026-12-01T00:03:00.000Z</member><member>2026-12-01T00:01:00.000Z</member></Timestamps><Values><member>1</member><member>2</member></Values>',
    );
  });

  it('leave every other metric to the emulator', async () => {
    const { forward, asked } = fakeEmulator({ GetMetricData: { MetricDataResults: [] } });
    const other = query('q', {});
    other.MetricStat.Metric.Namespace = 'Mine';
    await ask(await counted(), json(other), forward);
    expect(asked).toHaveLength(1);
  });

  it('are refused for a period that is none', async () => {
    await expect(ask(await counted(), json(query('q', {}, 61)))).rejects.toMatchObject({ type: 'ValidationError' });
  });
});

it('a target is busy until each of its exchanges has ended', () => {
  const traffic = createTraffic(() => minute(0));
  const [one, other] = [traffic.began(WEB, target), traffic.began(WEB, target)];
  one();
  one();
  expect(traffic.open(target)).toBe(1);
  other();
  expect([traffic.open(target), traffic.total]).toEqual([0, 2]);
});

it('minutes that CloudWatch would have forgotten are', () => {
  let now = minute(0);
  const traffic = createTraffic(() => now);
  traffic.began(WEB, target)();
  now = new Date(now.getTime() + 16 * 86_400_000);
  traffic.began(WEB, target)();
  expect(traffic.perMinute(WEB, new Date(0), new Date('2030-01-01'))).toEqual([{ minute: now.getTime(), count: 1 }]);
});

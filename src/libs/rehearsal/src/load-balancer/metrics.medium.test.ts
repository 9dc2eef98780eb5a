import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { CREDENTIALS } from '../aws.ts';
import { relayBeforeFake } from '../relay/testing-server.ts';
import { metricRows } from './metrics.ts';
import { createTraffic } from './traffic.ts';

it('AWS’s own client understands what the load balancer counted', async () => {
  await using world = await relayBeforeFake();
  const now = new Date('2026-12-01T09:10:20Z');
  const traffic = createTraffic(() => now);
  const asked: object[] = [];
  world.relay.add(
    metricRows(traffic, (dimensions) => {
      asked.push(dimensions);
      return ['web'];
    }),
  );
  for (let count = 0; count < 3; count += 1) traffic.began('web', { id: '127.0.0.1', port: 3000 })();
  const client = new CloudWatchClient({
    ...{ endpoint: world.relay.endpoint, region: 'ap-northeast-1', credentials: CREDENTIALS },
  });
  const Dimensions = [
    { Name: 'TargetGroup', Value: 'targetgroup/web/0123' },
    { Name: 'LoadBalancer', Value: 'app/alb/89' },
  ];
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions };
  const answer = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - 15 * 60_000),
      EndTime: now,
      MetricDataQueries: [{ Id: 'web', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    }),
  );
  expect(answer.MetricDataResults).toEqual([
    expect.objectContaining({ Id: 'web', Timestamps: [new Date('2026-12-01T09:10:00Z')], Values: [3] }),
  ]);
  expect(asked).toEqual([{ TargetGroup: 'targetgroup/web/0123', LoadBalancer: 'app/alb/89' }]);
  expect(world.fake.seen).toEqual([]);
});

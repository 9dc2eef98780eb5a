import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { USED_WITHIN_MS } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { AlbService } from './door_settings.ts';

/** How many requests web and API had lately, by the load balancer's own count. Health checks are not in it. */
export async function countRequests(
  cloudwatch: Clients['cloudwatch'],
  services: readonly AlbService[],
  now: Date,
): Promise<number> {
  const answer = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - USED_WITHIN_MS),
      EndTime: now,
      MetricDataQueries: services.map((service) => ({
        Id: service.name,
        MetricStat: {
          Metric: { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions: dimensionsOf(service) },
          Period: 60,
          Stat: 'Sum',
        },
      })),
    }),
  );
  const values = (answer.MetricDataResults ?? []).flatMap(({ Values }) => Values ?? []);
  return values.reduce((sum, value) => sum + value, 0);
}

/** CloudWatch names a group and a balancer by the ends of their ARNs: `targetgroup/web/0123`, `app/alb/4567`. */
function dimensionsOf({ appTargetGroupArn, listenerArn }: AlbService): { Name: string; Value: string }[] {
  return [
    { Name: 'TargetGroup', Value: appTargetGroupArn.slice(appTargetGroupArn.lastIndexOf(':') + 1) },
    { Name: 'LoadBalancer', Value: listenerArn.replace(/^.*:listener\//, '').replace(/\/[^/]+$/, '') },
  ];
}

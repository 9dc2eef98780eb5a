import type { Resource, Use } from '../model.ts';
import type { Pricer, World } from '../pricer.ts';
import { exactly, plus, type Range, times } from '../range.ts';
import { blocks, count, number, text } from '../values.ts';
import { invocationsOf } from './functions.ts';
import { gatewayRequests } from './gateway.ts';

const DAYS_A_MONTH = 30;
/** Alarms that look more often than each minute cost three times as much. */
const HIGH_RESOLUTION_S = 60;

export const logs = {
  aws_cloudwatch_log_group: {
    reads: ['name', 'retention_in_days', 'log_group_class'],
    price(resource, world) {
      const gb = written(resource, world);
      if (gb === undefined)
        return [{ item: 'log', unpriced: `usage.json does not say how much ${text(resource, 'name')} takes` }];
      const days = Math.min(DAYS_A_MONTH, number(resource, 'retention_in_days') || DAYS_A_MONTH);
      const kept = times(times(gb, world.usage.log_compression), days / DAYS_A_MONTH);
      const rare = text(resource, 'log_group_class') === 'INFREQUENT_ACCESS';
      const use = (item: string, usageType: string, quantity: Range): Use => ({
        ...{ item, kind: 'usage', service: 'CloudWatch', usageType, quantity },
      });
      return [
        use('log, written', rare ? 'APN1-DataProcessingIA-Bytes' : 'APN1-DataProcessing-Bytes', gb),
        use(`log, kept for ${days} days`, 'APN1-TimedStorage-ByteHrs (logs)', kept),
      ];
    },
  },
  aws_cloudwatch_metric_alarm: {
    reads: ['alarm_name', 'period', 'metric_query'],
    price(resource) {
      const metrics = Math.max(1, blocks(resource, 'metric_query').filter(({ metric }) => lengthOf(metric) > 0).length);
      const seconds = number(resource, 'period') ?? HIGH_RESOLUTION_S;
      if (seconds < HIGH_RESOLUTION_S)
        return [{ item: 'alarm', unpriced: 'the price list has no alarm of high resolution' }];
      return [
        {
          item: metrics === 1 ? 'alarm' : `alarm on ${metrics} metrics`,
          kind: 'fixed',
          service: 'CloudWatch',
          usageType: 'APN1-CW:AlarmMonitorUsage',
          quantity: exactly(metrics),
        },
      ];
    },
  },
  aws_cloudwatch_log_metric_filter: {
    reads: ['name', 'metric_transformation'],
    price: (resource) => [
      {
        item: 'metric made of a log',
        kind: 'fixed',
        service: 'CloudWatch',
        usageType: 'APN1-CW:MetricMonitorUsage',
        quantity: exactly(Math.max(1, count(resource, 'metric_transformation') ?? 1)),
      },
    ],
  },
} satisfies Record<string, Pricer>;

const lengthOf = (block: unknown) => (Array.isArray(block) ? block.length : 0);

/** GB a month that are written to a log: by a service's tasks, by a gateway, or by a function. */
function written(group: Resource, { hours, usage, resources }: World): Range | undefined {
  const name = text(group, 'name') ?? '';
  const service = resources.find((each) => each.type === 'aws_ecs_service' && name === `/ecs/${text(each, 'name')}`);
  if (service) return times(times(plus(hours.services, usage.extra_task_hours), usage.log_mb_per_task_hour), 1e-3);
  const gateway = resources.find((each) => each.type === 'aws_apigatewayv2_api');
  if (gateway && name === `/aws/vendedlogs/${text(gateway, 'name')}-gateway`)
    return times(times(gatewayRequests({ hours, usage, resources }), usage.access_log_kb_per_request), 1e-6);
  const fn = resources.find(
    (each) => each.type === 'aws_lambda_function' && name === `/aws/lambda/${text(each, 'function_name')}`,
  );
  const invocations = fn && invocationsOf(fn, { hours, usage, resources });
  return invocations && times(times(invocations, usage.log_kb_per_invocation), 1e-6);
}

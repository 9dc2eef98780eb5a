import { doorMetricRows } from '../load-balancer/metrics.ts';
import { createTraffic } from '../load-balancer/traffic.ts';
import type { Table } from '../relay/types.ts';
import type { ServedApi } from './model.ts';
import type { Outcome } from './serve.ts';

/** By CloudWatch's names, which requests each metric counts: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
const METRICS = {
  Count: () => true,
  '4xx': ({ status }) => status >= 400 && status < 500,
  '5xx': ({ status }) => status >= 500,
  IntegrationLatency: ({ integration }) => integration !== undefined,
} satisfies Record<string, (outcome: Outcome) => boolean>;

type Metric = keyof typeof METRICS;
const NAMES = Object.keys(METRICS) as Metric[];
const isMetric = (name: string): name is Metric => Object.hasOwn(METRICS, name);

/** Requests of each API in each minute, and the metrics of AWS/ApiGateway that say how many they were. */
export function createCounted(now: () => Date) {
  const counted = new Map(NAMES.map((name) => [name, createTraffic(now)]));
  const anywhere = { id: '', port: 0 };
  return {
    note(api: ServedApi, outcome: Outcome): void {
      for (const name of NAMES) if (METRICS[name](outcome)) counted.get(name)?.began(api.id, anywhere)();
    },
    /** Requests since the start that an integration was asked for. */
    get total() {
      return counted.get('IntegrationLatency')?.total ?? 0;
    },
    rows: (): Table =>
      doorMetricRows({
        isOurs: ({ namespace, name, stat }) =>
          namespace === 'AWS/ApiGateway' &&
          isMetric(name) &&
          (stat === 'SampleCount' || (stat === 'Sum' && name !== 'IntegrationLatency')),
        minutes: ({ name, dimensions }, from, to) =>
          (isMetric(name) && counted.get(name)?.perMinute(dimensions.ApiId ?? '', from, to)) || [],
      }),
  };
}

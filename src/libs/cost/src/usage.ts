import * as z from 'zod';
import { NOTHING } from './range.ts';

/** What is assumed of how much the environment is used. */
export type Usage = z.infer<typeof usageSchema>;

/**
 * Reads `usage.json`: for each assumption low, expected and high, with its unit and why.
 * @throws z.ZodError naming each place that is wrong
 */
export function parseUsage(json: unknown): Usage {
  return usageSchema.parse(json);
}

const assumption = z
  .strictObject({
    low: z.number().nonnegative(),
    expected: z.number().nonnegative(),
    high: z.number().nonnegative(),
    unit: z.string().min(1),
    why: z.string().min(1),
  })
  .refine(
    ({ low, expected, high }) => low <= expected && expected <= high,
    'low, expected and high are not in this order',
  )
  .transform(({ low, expected, high }) => ({ low, expected, high }));

const usageSchema = z.strictObject({
  /** Hours a month that leases, visits and use add to a calendar with office hours. */
  extra_awake_hours: assumption,
  /** Hours a month of a shape that only people wake. */
  visited_hours: assumption,
  requests_per_awake_hour: assumption,
  kb_per_request: assumption,
  log_mb_per_task_hour: assumption,
  log_kb_per_invocation: assumption,
  /** GB that are kept of a GB that was written. */
  log_compression: assumption,
  scheduler_ms: assumption,
  wake_invocations: assumption,
  wake_ms: assumption,
  authorizer_invocations: assumption,
  authorizer_ms: assumption,
  /** Of strangers, whom a gateway answers, and charges for. */
  refused_requests: assumption,
  access_log_kb_per_request: assumption,
  /** Hours a month and service of tasks that stand beside the awake ones: deployments, migrations, canaries, tunnels. */
  extra_task_hours: assumption,
  image_gb_per_repository: assumption,
  bucket_gb: assumption,
  bucket_writes: assumption,
  bucket_reads: assumption,
  cross_zone_gb: assumption,
  name_queries_per_awake_hour: assumption,
  backup_gb: assumption,
  aurora_gb: assumption,
  aurora_ios_per_hour: assumption,
  /** Where between the least and the most ACUs the average lies: 0 to 1. */
  aurora_load: assumption,
  nat_gb: assumption,
  endpoint_gb: assumption,
  insights_metrics_per_cluster: assumption,
  insights_metrics_per_service: assumption,
  insights_log_mb_per_task_hour: assumption,
});

/** Nobody uses it: what is paid for all the same. */
export const NO_USE = Object.fromEntries(Object.keys(usageSchema.shape).map((name) => [name, NOTHING])) as Usage;

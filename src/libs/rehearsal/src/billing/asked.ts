import * as z from 'zod/mini';
import { fault } from '../relay/wire.ts';
import { DIMENSIONS, type Dimension } from './dimensions.ts';
import { type Expression, expression } from './filter.ts';

export const GRANULARITIES = ['HOURLY', 'DAILY', 'MONTHLY'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export const METRICS = [
  'AmortizedCost',
  'BlendedCost',
  'NetAmortizedCost',
  'NetUnblendedCost',
  'NormalizedUsageAmount',
  'UnblendedCost',
  'UsageQuantity',
] as const;
export type Metric = (typeof METRICS)[number];

/** What GetCostAndUsage is asked. */
export type Asked = {
  from: Date;
  until: Date;
  granularity: Granularity;
  metrics: Metric[];
  groupBy: Dimension[];
  filter: Expression | undefined;
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const HOUR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So far back there are hours. */
const HOURLY_DAYS = 14;
/** So far back there is anything: thirteen months. */
const KEPT_DAYS = 400;

/** @throws a fault as Cost Explorer words it */
export function readAsked(input: unknown, now: Date): Asked {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(
      `1 validation error detected: Value at '${issue?.path.join('.')}' failed to satisfy constraint: ${issue?.message}`,
    );
  }
  const { TimePeriod, Granularity, Metrics, GroupBy = [], Filter } = parsed.data;
  const [from, until] = [TimePeriod.Start, TimePeriod.End].map((text) => instantOf(text, Granularity));
  if (!from || !until)
    throw invalid(
      `Start and End must be ${Granularity === 'HOURLY' ? 'hours, such as 2026-12-01T00:00:00Z' : 'dates, such as 2026-12-01'}, for ${Granularity} granularity`,
    );
  if (from >= until) throw invalid('Start date (and hour) should be before end date (and hour)');
  if (from > now)
    throw fault('DataUnavailableException', `There is no data yet: Start lies after ${now.toISOString()}`);
  const oldest = now.getTime() - (Granularity === 'HOURLY' ? HOURLY_DAYS : KEPT_DAYS) * DAY_MS;
  if (from.getTime() < oldest - DAY_MS)
    throw fault(
      'DataUnavailableException',
      `There is no ${Granularity} data before ${new Date(oldest).toISOString().slice(0, 10)}`,
    );
  return {
    from,
    until,
    granularity: Granularity,
    metrics: Metrics,
    groupBy: GroupBy.map(({ Key }) => Key),
    filter: Filter,
  };
}

const invalid = (message: string) => fault('ValidationException', message);

function instantOf(text: string, granularity: Granularity): Date | undefined {
  const form = granularity === 'HOURLY' ? HOUR : DAY;
  const at = form.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) || at % HOUR_MS !== 0 ? undefined : new Date(at);
}

const schema = z.object({
  TimePeriod: z.object({ Start: z.string(), End: z.string() }),
  Granularity: z.enum(GRANULARITIES),
  Metrics: z.array(z.enum(METRICS)).check(z.minLength(1)),
  GroupBy: z.optional(
    z.array(z.object({ Type: z.literal('DIMENSION'), Key: z.enum(DIMENSIONS) })).check(z.maxLength(2)),
  ),
  Filter: z.optional(expression),
  NextPageToken: z.optional(z.string()),
});

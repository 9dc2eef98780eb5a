import * as z from 'zod/mini';
import type { Request } from '../relay/types.ts';
import { fault, readJson } from '../relay/wire.ts';

/** A GetMetricData request, whatever its protocol. */
export type Asked = { from: Date; to: Date; newestFirst: boolean; queries: MetricQuery[] };

/** One query; without a metric (an expression) its names are empty. */
export type MetricQuery = {
  id: string;
  label: string;
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  periodMs: number;
  stat: string;
  returned: boolean;
};

/** Understands JSON and forms. @throws a fault as CloudWatch words it */
export function askedIn(request: Request): Asked {
  const input =
    request.protocol === 'query' ? nested(new URLSearchParams(request.body.toString())) : readJson<unknown>(request);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) throw fault('ValidationError', `${parsed.error.issues[0]?.message}`);
  const { StartTime, EndTime, ScanBy, MetricDataQueries } = parsed.data;
  return {
    from: StartTime,
    to: EndTime,
    newestFirst: ScanBy !== 'TimestampAscending',
    queries: MetricDataQueries.map(({ Id, Label, ReturnData, MetricStat }) => ({
      id: Id,
      label: Label ?? MetricStat?.Metric.MetricName ?? Id,
      namespace: MetricStat?.Metric.Namespace ?? '',
      name: MetricStat?.Metric.MetricName ?? '',
      dimensions: Object.fromEntries((MetricStat?.Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
      periodMs: (MetricStat?.Period ?? 60) * 1000,
      stat: MetricStat?.Stat ?? '',
      returned: ReturnData ?? true,
    })),
  };
}

/** Seconds since 1970 (JSON), or a text (forms). */
const instant = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value) => new Date(typeof value === 'number' ? value * 1000 : value)),
);
const flag = z.union([
  z.boolean(),
  z.pipe(
    z.string(),
    z.transform((text) => text === 'true'),
  ),
]);
const seconds = z
  .pipe(z.union([z.number(), z.string()]), z.transform(Number))
  .check(z.refine((value) => value > 0 && value % 60 === 0, 'The parameter Period must be a multiple of 60.'));

const inputSchema = z.object({
  StartTime: instant,
  EndTime: instant,
  ScanBy: z.optional(z.string()),
  MetricDataQueries: z.array(
    z.object({
      Id: z.string(),
      Label: z.optional(z.string()),
      ReturnData: z.optional(flag),
      MetricStat: z.optional(
        z.object({
          Metric: z.object({
            Namespace: z.string(),
            MetricName: z.string(),
            Dimensions: z.optional(z.array(z.object({ Name: z.string(), Value: z.string() }))),
          }),
          Period: seconds,
          Stat: z.string(),
        }),
      ),
    }),
  ),
});

type Nested = { [name: string]: Nested | string };

/** A form's dotted names as objects, its `member.N` as lists. */
function nested(form: URLSearchParams): unknown {
  const root: Nested = {};
  for (const [name, value] of form) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let at = root;
    for (const step of path) {
      const known = at[step];
      const inner = typeof known === 'object' ? known : {};
      at[step] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return listed(root);
}

function listed(value: Nested | string): unknown {
  if (typeof value === 'string') return value;
  const { member } = value;
  if (typeof member === 'object') return Object.values(member).map(listed);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, listed(inner)]));
}

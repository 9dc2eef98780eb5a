import { randomUUID } from 'node:crypto';
import type { Table } from '../relay/types.ts';
import { answerJson, answerXml } from '../relay/wire.ts';
import { escapeXml } from '../relay/xml.ts';
import { type Asked, askedIn, type MetricQuery } from './metric-query.ts';
import type { Traffic } from './traffic.ts';

type Counted = Pick<Traffic, 'perMinute'>;
type Minutes = ReturnType<Counted['perMinute']>;
type Result = { id: string; label: string; points: { at: number; value: number }[] };

/**
 * The one metric that only the load balancer's doors know, `RequestCount` of AWS/ApplicationELB. `groupsOf` names the target groups that
 * dimensions such as `TargetGroup=targetgroup/web/0123` stand for.
 */
export function metricRows(
  traffic: Counted,
  groupsOf: (dimensions: Readonly<Record<string, string>>) => readonly string[],
): Table {
  return doorMetricRows({
    isOurs: ({ namespace, name, stat }) =>
      namespace === 'AWS/ApplicationELB' && name === 'RequestCount' && stat === 'Sum',
    minutes: ({ dimensions }, from, to) => groupsOf(dimensions).flatMap((group) => traffic.perMinute(group, from, to)),
  });
}

/**
 * CloudWatch's GetMetricData for what only a door knows, in both protocols that clients speak (JSON: the SDKs; forms: older aws CLIs).
 * Whatever asks for anything else goes to the emulator.
 */
export function doorMetricRows({
  isOurs,
  minutes,
}: {
  isOurs(query: MetricQuery): boolean;
  /** What was counted in each minute of the time. */
  minutes(query: MetricQuery, from: Date, to: Date): Minutes;
}): Table {
  return {
    'monitoring:GetMetricData': {
      kind: 'answer',
      answer(request, forward) {
        const asked = askedIn(request);
        if (!asked.queries.some(isOurs)) return forward(request);
        const results = asked.queries.filter(({ returned }) => returned).map((query) => resultOf(asked, query));
        return request.protocol === 'query' ? answerXml(inXml(results)) : answerJson(inJson(results));
      },
    },
  };

  function resultOf({ from, to, newestFirst }: Asked, query: MetricQuery): Result {
    const { id, label, periodMs } = query;
    const counted = isOurs(query) ? minutes(query, floor(from, periodMs), to) : [];
    const sums = new Map<number, number>();
    for (const { minute, count } of counted) {
      const at = minute - (minute % periodMs);
      sums.set(at, (sums.get(at) ?? 0) + count);
    }
    const points = [...sums].map(([at, value]) => ({ at, value })).toSorted((one, other) => one.at - other.at);
    return { id, label, points: newestFirst ? points.toReversed() : points };
  }
}

/** CloudWatch takes the period in which the start lies as a whole. */
const floor = (at: Date, periodMs: number) => new Date(at.getTime() - (at.getTime() % periodMs));

function inJson(results: readonly Result[]) {
  return {
    MetricDataResults: results.map(({ id, label, points }) => ({
      Id: id,
      Label: label,
      Timestamps: points.map(({ at }) => at / 1000),
      Values: points.map(({ value }) => value),
      StatusCode: 'Complete',
    })),
    Messages: [],
  };
}

function inXml(results: readonly Result[]): string {
  const members = results.map(({ id, label, points }) => {
    const list = (name: string, values: readonly (string | number)[]) =>
      `<${name}>${values.map((value) => `<member>${value}</member>`).join('')}</${name}>`;
    return [
      `<member><Id>${escapeXml(id)}</Id><Label>${escapeXml(label)}</Label><StatusCode>Complete</StatusCode>`,
      list(
        'Timestamps',
        points.map(({ at }) => new Date(at).toISOString()),
      ),
      list(
        'Values',
        points.map(({ value }) => value),
      ),
      '</member>',
    ].join('');
  });
  return [
    '<GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult>',
    `<MetricDataResults>${members.join('')}</MetricDataResults><Messages/>`,
    `</GetMetricDataResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetMetricDataResponse>`,
  ].join('');
}

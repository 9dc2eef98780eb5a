import { describe, expect, it } from 'vitest';
import { ask, jsonRequest } from '../relay/testing.ts';
import { readJson } from '../relay/wire.ts';
import type { BillLine } from './bill.ts';
import { costExplorerRows } from './cost-explorer.ts';

const NOW = new Date('2026-12-20T12:00:00Z');
const ECS = { service: 'Amazon Elastic Container Service', usageType: 'APN1-Fargate-GB-Hours', unit: 'GB-Hours' };
const RDS = { service: 'Amazon Relational Database Service', usageType: 'APN1-RDS:GP3-Storage', unit: 'GB-Mo' };
const line = (hour: string, of: typeof ECS, quantity: number, usd: number): BillLine => ({
  ...of,
  hour,
  quantity,
  usd,
});
const LINES = [
  line('2026-11-30T23', ECS, 9, 9),
  line('2026-12-01T00', ECS, 1, 0.1),
  line('2026-12-01T23', ECS, 2, 0.2),
  line('2026-12-02T00', RDS, 3, 0.0000000001),
];

type Answer = {
  ResultsByTime: {
    TimePeriod: object;
    Total: object;
    Groups: { Keys: string[]; Metrics: object }[];
    Estimated: boolean;
  }[];
  NextPageToken?: string;
  __type?: string;
  message?: string;
};

const QUESTION = {
  TimePeriod: { Start: '2026-12-01', End: '2026-12-03' },
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost', 'UsageQuantity'],
};
const BY_SERVICE = [{ Type: 'DIMENSION', Key: 'SERVICE' }];
const only = (Key: string, ...Values: string[]) => ({ Dimensions: { Key, Values } });

async function asked(question: object, lines = LINES): Promise<Answer> {
  const table = costExplorerRows({
    now: () => NOW,
    bill: (from, until) =>
      lines.filter(({ hour }) => new Date(`${hour}:00Z`) >= from && new Date(`${hour}:00Z`) < until),
  });
  return readJson<Answer>(await ask(table, jsonRequest('ce', 'GetCostAndUsage', { ...QUESTION, ...question })));
}

const usd = (Amount: string) => ({ Amount, Unit: 'USD' });

describe('GetCostAndUsage', () => {
  it('sums each day of UTC, also one without a cost', async () => {
    const { ResultsByTime } = await asked({ TimePeriod: { Start: '2026-12-01', End: '2026-12-04' } });
    expect(ResultsByTime).toEqual([
      {
        TimePeriod: { Start: '2026-12-01', End: '2026-12-02' },
        Total: { UnblendedCost: usd('0.3'), UsageQuantity: { Amount: '3', Unit: 'GB-Hours' } },
        Groups: [],
        Estimated: true,
      },
      {
        TimePeriod: { Start: '2026-12-02', End: '2026-12-03' },
        Total: { UnblendedCost: usd('0.0000000001'), UsageQuantity: { Amount: '3', Unit: 'GB-Mo' } },
        Groups: [],
        Estimated: true,
      },
      expect.objectContaining({ Total: { UnblendedCost: usd('0'), UsageQuantity: { Amount: '0', Unit: 'N/A' } } }),
    ]);
  });

  it('groups by AWS service and usage type', async () => {
    const GroupBy = [...BY_SERVICE, { Type: 'DIMENSION', Key: 'USAGE_TYPE' }];
    const { ResultsByTime } = await asked({ GroupBy, Granularity: 'MONTHLY', Metrics: ['BlendedCost'] });
    expect(ResultsByTime).toEqual([
      expect.objectContaining({
        TimePeriod: { Start: '2026-12-01', End: '2026-12-03' },
        Total: {},
        Groups: [
          { Keys: [ECS.service, ECS.usageType], Metrics: { BlendedCost: usd('0.3') } },
          { Keys: [RDS.service, RDS.usageType], Metrics: { BlendedCost: usd('0.0000000001') } },
        ],
      }),
    ]);
  });

  it('answers by the hour', async () => {
    const TimePeriod = { Start: '2026-12-11T22:00:00Z', End: '2026-12-12T00:00:00Z' };
    const lines = [line('2026-12-11T23', ECS, 1, 0.5)];
    const { ResultsByTime } = await asked({ Granularity: 'HOURLY', TimePeriod, Metrics: ['UnblendedCost'] }, lines);
    expect(ResultsByTime.map((one) => [one.TimePeriod, one.Total])).toEqual([
      [{ Start: '2026-12-11T22:00:00Z', End: '2026-12-11T23:00:00Z' }, { UnblendedCost: usd('0') }],
      [{ Start: '2026-12-11T23:00:00Z', End: '2026-12-12T00:00:00Z' }, { UnblendedCost: usd('0.5') }],
    ]);
  });

  it.each<[string, object, string[]]>([
    ['an AWS service', only('SERVICE', ECS.service), [ECS.service]],
    ['a usage type', only('USAGE_TYPE', RDS.usageType), [RDS.service]],
    ['another account', only('LINKED_ACCOUNT', '999999999999'), []],
    ['all but one', { Not: only('SERVICE', ECS.service) }, [RDS.service]],
    ['either', { Or: [only('SERVICE', ECS.service), only('USAGE_TYPE', RDS.usageType)] }, [ECS.service, RDS.service]],
    ['both at once', { And: [only('SERVICE', ECS.service), only('USAGE_TYPE', RDS.usageType)] }, []],
  ])('filters by %s', async (_, Filter, services) => {
    const { ResultsByTime } = await asked({ Filter, Granularity: 'MONTHLY', GroupBy: BY_SERVICE });
    expect(ResultsByTime[0]?.Groups.map(({ Keys }) => Keys[0])).toEqual(services);
  });

  it('knows nothing of what is still to come', async () => {
    const lines = [
      line('2026-12-20T11', ECS, 1, 1),
      line('2026-12-20T12', ECS, 2, 2),
      line('2026-12-20T13', ECS, 4, 4),
    ];
    const { ResultsByTime } = await asked({ TimePeriod: { Start: '2026-12-20', End: '2026-12-21' } }, lines);
    expect(ResultsByTime[0]?.Total).toMatchObject({ UnblendedCost: usd('3') });
  });

  it('says of a month that is long over that it is final', async () => {
    const { ResultsByTime } = await asked({ TimePeriod: { Start: '2026-10-01', End: '2026-10-02' } });
    expect(ResultsByTime[0]?.Estimated).toBe(false);
  });
});

describe('pages', () => {
  const many = Array.from({ length: 24 * 3 }, (_, hour) =>
    Array.from({ length: 300 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 11, 1, hour)).toISOString().slice(0, 13);
      return line(at, { ...ECS, usageType: `APN1-${index}` }, 1, 1);
    }),
  ).flat();
  const question = {
    TimePeriod: { Start: '2026-12-01', End: '2026-12-04' },
    GroupBy: [{ Type: 'DIMENSION', Key: 'USAGE_TYPE' }],
  };

  it('follow each other without a gap, and end', async () => {
    const first = await asked(question, many);
    expect(first.ResultsByTime.map(({ TimePeriod }) => TimePeriod)).toHaveLength(2);
    const second = await asked({ ...question, NextPageToken: first.NextPageToken }, many);
    expect(second.ResultsByTime.map(({ TimePeriod }) => TimePeriod)).toEqual([
      { Start: '2026-12-03', End: '2026-12-04' },
    ]);
    expect(second.NextPageToken).toBeUndefined();
  });

  it('are refused for another question, and for a token that is none', async () => {
    const { NextPageToken } = await asked(question, many);
    expect(await asked({ ...question, Granularity: 'MONTHLY', NextPageToken }, many)).toMatchObject({
      __type: 'RequestChangedException',
    });
    expect(await asked({ ...question, NextPageToken: 'xyz' }, many)).toMatchObject({
      __type: 'InvalidNextPageTokenException',
    });
  });
});

it.each<[string, object, string, RegExp]>([
  [
    'an end before its start',
    { TimePeriod: { Start: '2026-12-02', End: '2026-12-02' } },
    'ValidationException',
    /Start date .* before end date/,
  ],
  [
    'hours for days',
    { TimePeriod: { Start: '2026-12-01T00:00:00Z', End: '2026-12-02' } },
    'ValidationException',
    /must be dates/,
  ],
  ['days for hours', { Granularity: 'HOURLY' }, 'ValidationException', /must be hours/],
  ['no date', { TimePeriod: { Start: '2026-13-01', End: '2027-12-02' } }, 'ValidationException', /must be dates/],
  ['an unknown granularity', { Granularity: 'WEEKLY' }, 'ValidationException', /Granularity/],
  ['an unknown metric', { Metrics: ['Cost'] }, 'ValidationException', /Metrics/],
  ['no metric', { Metrics: [] }, 'ValidationException', /Metrics/],
  ['a tag', { GroupBy: [{ Type: 'TAG', Key: 'x' }] }, 'ValidationException', /GroupBy/],
  ['three groups', { GroupBy: [...BY_SERVICE, ...BY_SERVICE, ...BY_SERVICE] }, 'ValidationException', /GroupBy/],
  [
    'two roots',
    { Filter: { ...only('SERVICE', 'x'), Not: only('SERVICE', 'x') } },
    'ValidationException',
    /exactly one root/,
  ],
  ['the future', { TimePeriod: { Start: '2026-12-21', End: '2026-12-22' } }, 'DataUnavailableException', /no data yet/],
  ['long ago', { TimePeriod: { Start: '2025-01-01', End: '2025-01-02' } }, 'DataUnavailableException', /before 2025-/],
  [
    'hours of three weeks ago',
    { Granularity: 'HOURLY', TimePeriod: { Start: '2026-11-29T00:00:00Z', End: '2026-11-30T00:00:00Z' } },
    'DataUnavailableException',
    /no HOURLY data before 2026-12-06/,
  ],
])('refuses %s', async (_, question, type, words) => {
  const answer = await asked(question);
  expect(answer.__type).toBe(type);
  expect(answer.message).toMatch(words);
});

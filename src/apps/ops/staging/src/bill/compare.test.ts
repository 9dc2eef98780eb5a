import { describe, expect, it } from 'vitest';
import { type BillLine, compare } from './compare.ts';
import type { PlannedLine } from './planned.ts';

const DAYS = ['2026-12-01', '2026-12-02'];
const billed = (day: string, awsService: string, usageType: string, microUsd: number): BillLine => {
  return { day, awsService, usageType, microUsd, quantity: microUsd * 2 };
};
const planned = (
  day: string,
  awsService: string,
  usageType: string,
  microUsd: number,
  kind: PlannedLine['kind'] = 'fixed',
) => {
  return { day, awsService, usageType, microUsd, kind, quantity: microUsd * 2 };
};

describe('a comparison', () => {
  const { total, days, services } = compare(
    DAYS,
    [
      billed('2026-12-01', 'ELB', 'hours', 10),
      billed('2026-12-02', 'ELB', 'hours', 12),
      billed('2026-12-02', 'RDS', 'storage', 100),
      billed('2026-12-01', 'Free', 'requests', 0),
    ],
    [
      planned('2026-12-01', 'ELB', 'hours', 11),
      planned('2026-12-02', 'ELB', 'hours', 11),
      planned('2026-12-02', 'ELB', 'hours', 3, 'usage'),
      planned('2026-12-02', 'ECR', 'storage', 5),
    ],
  );

  it('has both sides of each AWS service, the dearest first', () => {
    expect(services.map(({ awsService, bill, estimate }) => [awsService, bill, estimate])).toEqual([
      ['RDS', 100, 0],
      ['ELB', 22, 25],
      ['ECR', 0, 5],
      ['Free', 0, 0],
    ]);
    expect(total).toEqual({ bill: 122, estimate: 30 });
  });

  it('has every day, of all and of each AWS service', () => {
    expect(days).toEqual([
      { day: '2026-12-01', bill: 10, estimate: 11 },
      { day: '2026-12-02', bill: 112, estimate: 19 },
    ]);
    expect(services.find(({ awsService }) => awsService === 'ECR')?.days).toEqual([
      { day: '2026-12-01', bill: 0, estimate: 0 },
      { day: '2026-12-02', bill: 0, estimate: 5 },
    ]);
  });

  it('says of each usage type what was expected of it, by kind', () => {
    expect(services.find(({ awsService }) => awsService === 'ELB')?.items).toEqual([
      {
        ...{ usageType: 'hours', bill: 22, estimate: 25, quantity: 44 },
        expected: [
          { kind: 'fixed', quantity: 44, estimate: 22 },
          { kind: 'usage', quantity: 6, estimate: 3 },
        ],
      },
    ]);
    expect(services.find(({ awsService }) => awsService === 'RDS')?.items[0]?.expected).toEqual([]);
  });
});

it('rounds after adding up', () => {
  const tiny = Array.from({ length: 10 }, () => billed('2026-12-01', 'Lambda', 'requests', 0.3));
  expect(compare(DAYS, tiny, []).total.bill).toBe(3);
});

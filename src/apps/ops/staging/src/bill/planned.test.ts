import { describe, expect, it } from 'vitest';
import { periodOf } from './period.ts';
import { awakeMs, plannedLines } from './planned.ts';
import { item, officeHours, quantity } from './testing.ts';

const HOUR_MS = 3_600_000;
const calendar = officeHours();
const later = new Date('2027-03-01T00:00:00Z');
const lines = (asked: object, items: ReturnType<typeof item>[], now = later) =>
  plannedLines(periodOf(asked, now), new Map([['2026-12', items]]), calendar);
const sum = (all: ReturnType<typeof lines>) => Math.round(all.reduce((total, { microUsd }) => total + microUsd, 0));

describe('a day’s share of a month’s estimate', () => {
  it('is, of what is fixed, an equal part of each day', () => {
    const all = lines({ month: '2026-12' }, [item('APN1-LoadBalancerUsage (Application)')]);
    expect(all.map(({ microUsd }) => Math.round(microUsd))).toEqual(Array.from({ length: 31 }, () => 1_000_000));
    expect(all[0]).toMatchObject({ day: '2026-12-01', usageType: 'APN1-LoadBalancerUsage', quantity: 24 });
  });

  it('is, of what is scheduled, a part for each day of UTC that wakes, with the lead before it', () => {
    const all = lines({ month: '2026-12' }, [item('APN1-Fargate-GB-Hours', { kind: 'scheduled' })]);
    expect(sum(all)).toBe(31_000_000);
    const [monday, saturday, sunday] = ['2026-12-07', '2026-12-05', '2026-12-06'].map((day) =>
      all.find((one) => one.day === day),
    );
    expect(saturday?.microUsd).toBe(0);
    // The quarter of an hour before nine on Monday in Tokyo is still Sunday in UTC.
    expect(sunday?.microUsd).toBeCloseTo((monday?.microUsd ?? 0) * (0.25 / 13.25), 0);
  });

  it('is, of what a month is paid for at once, all of it on the first', () => {
    const zone = item('HostedZone', { microUsd: { expected: 500_000 } });
    expect(sum(lines({ from: '2026-12-01', to: '2026-12-01' }, [zone]))).toBe(500_000);
    expect(sum(lines({ from: '2026-12-02', to: '2026-12-31' }, [zone]))).toBe(0);
  });

  it('ends with the hours that have passed', () => {
    const noon = new Date('2026-12-02T12:00:00Z');
    expect(sum(lines({ from: '2026-12-01' }, [item('x')], noon))).toBe(1_500_000);
    expect(sum(lines({ from: '2026-12-02' }, [item('x', { kind: 'scheduled' })], noon))).toBe(
      Math.round((31_000_000 * 12 * HOUR_MS) / awakeMs(calendar, new Date('2026-12-01'), new Date('2027-01-01'))),
    );
  });

  it('counts as AWS does, what is free too', () => {
    const requests = item('APN1-Request', {
      ...{ price: { usageType: 'APN1-Request', unit: '1M requests' } },
      ...{ quantity: quantity(1), free: quantity(0.5) },
    });
    const all = lines({ month: '2026-12' }, [requests]);
    expect(Math.round(all.reduce((total, one) => total + one.quantity, 0))).toBe(1_500_000);
  });

  it('is nothing of a month without an estimate', () => {
    expect(lines({ month: '2026-11' }, [item('x')])).toEqual([]);
  });
});

describe('how long the calendar keeps things running', () => {
  const hours = (from: string, until: string) => awakeMs(calendar, new Date(from), new Date(until)) / HOUR_MS;

  it.each([
    ['a working day', '2026-12-01T00:00:00+09:00', '2026-12-02T00:00:00+09:00', 13.25],
    ['its office hours', '2026-12-01T09:00:00+09:00', '2026-12-01T22:00:00+09:00', 13],
    ['the last minutes before them', '2026-12-01T08:30:00+09:00', '2026-12-01T08:50:00+09:00', 5 / 60],
    ['a weekend', '2026-12-05T00:00:00+09:00', '2026-12-07T00:00:00+09:00', 0],
    ['no time', '2026-12-01T10:00:00+09:00', '2026-12-01T10:00:00+09:00', 0],
  ])('in %s', (_, from, until, expected) => {
    expect(hours(from, until)).toBeCloseTo(expected, 10);
  });
});

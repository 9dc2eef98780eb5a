import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourOf, hoursInMonth, partsOf } from './hours.ts';

const at = (text: string) => new Date(text);
const HOUR_MS = 3_600_000;

describe('the hours between two moments', () => {
  it.each([
    ['2026-12-01T10:15:00Z', '2026-12-01T10:45:00Z', { '2026-12-01T10': 0.5 }],
    ['2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z', { '2026-12-01T10': 1 }],
    [
      '2026-12-01T10:45:00Z',
      '2026-12-01T12:15:00Z',
      { '2026-12-01T10': 0.25, '2026-12-01T11': 1, '2026-12-01T12': 0.25 },
    ],
    ['2026-12-31T23:30:00Z', '2027-01-01T00:30:00Z', { '2026-12-31T23': 0.5, '2027-01-01T00': 0.5 }],
    ['2026-12-01T10:15:00Z', '2026-12-01T10:15:00Z', {}],
    ['2026-12-01T10:15:00Z', '2026-12-01T09:15:00Z', {}],
  ])('%s to %s are %j', (from, until, hours) => {
    expect(Object.fromEntries(partsOf(at(from), at(until)).map(({ hour, ms }) => [hour, ms / HOUR_MS]))).toEqual(hours);
  });

  it('begin a day at nine in the morning in Tokyo, where a day is never an hour longer', () => {
    expect(hourOf(at('2026-12-02T08:59:59+09:00'))).toBe('2026-12-01T23');
    expect(hourOf(at('2026-12-02T09:00:00+09:00'))).toBe('2026-12-02T00');
    const office = partsOf(at('2026-03-29T09:00:00+09:00'), at('2026-03-29T22:00:00+09:00'));
    expect(office).toHaveLength(13);
    expect(new Set(office.map(({ hour }) => hour.slice(0, 10)))).toEqual(new Set(['2026-03-29']));
  });

  it('are together as long as the time between, each once and none longer than an hour', () => {
    const moment = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2025, 1) });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)];
        const parts = partsOf(new Date(from), new Date(until));
        expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBe(until - from);
        expect(parts.every(({ ms }) => ms > 0 && ms <= HOUR_MS)).toBe(true);
        expect(new Set(parts.map(({ hour }) => hour)).size).toBe(parts.length);
      }),
      { numRuns: 50 },
    );
  });
});

it.each([
  ['2026-12-01T00', 744],
  ['2026-11-30T23', 720],
  ['2027-02-15T12', 672],
  ['2028-02-29T23', 696],
])('the month of %s has %i hours', (hour, hours) => {
  expect(hoursInMonth(hour)).toBe(hours);
});

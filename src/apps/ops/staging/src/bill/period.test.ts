import { expect, it } from 'vitest';
import { daysOf, monthSpan, periodOf } from './period.ts';

const NOW = new Date('2026-12-20T08:30:00+09:00');

it.each([
  ['this month until now, which in the morning in Tokyo is still yesterday', {}, '2026-12-01', '2026-12-19', NOW],
  ['a month that is over', { month: '2026-02' }, '2026-02-01', '2026-02-28', new Date('2026-03-01T00:00:00Z')],
  ['this month', { month: '2026-12' }, '2026-12-01', '2026-12-19', NOW],
  ['days', { from: '2026-11-29', to: '2026-12-02' }, '2026-11-29', '2026-12-02', new Date('2026-12-03T00:00:00Z')],
  ['one day', { from: '2026-12-02', to: '2026-12-02' }, '2026-12-02', '2026-12-02', new Date('2026-12-03T00:00:00Z')],
  ['days until now', { from: '2026-12-10' }, '2026-12-10', '2026-12-19', NOW],
  ['days that are still to come', { from: '2026-12-10', to: '2027-01-31' }, '2026-12-10', '2026-12-19', NOW],
])('a period is %s', (_, asked, from, last, until) => {
  expect(periodOf(asked, NOW)).toEqual({ from, last, until });
});

it.each([
  [{ month: '2026-13' }, /--month: expected a month such as 2026-12, found "2026-13"/],
  [{ month: 'december' }, /--month/],
  [{ from: '2026-02-30' }, /--from: expected a date/],
  [{ to: '1.12.2026' }, /--to: expected a date/],
  [{ from: '2026-12-10', to: '2026-12-09' }, /--to: expected a day from 2026-12-10 on/],
  [{ from: '2026-12-20' }, /no bill yet: 2026-12-20 is still to come \(it is 2026-12-19 in UTC\)/],
  [{ month: '2027-01' }, /no bill yet/],
  [{ month: '2026-12', from: '2026-12-01' }, /two ways of saying the same/],
])('%j is bad usage', (asked, words) => {
  expect(() => periodOf(asked, NOW)).toThrow(words);
});

it('has every day, over the end of a month', () => {
  const period = periodOf({ from: '2026-11-29', to: '2026-12-02' }, NOW);
  expect(daysOf(period)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02']);
  expect(monthSpan('2026-12').until).toEqual(new Date('2027-01-01T00:00:00Z'));
});

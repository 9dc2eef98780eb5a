import { describe, expect, test } from 'vitest';
import { next } from './next.ts';

const TOKYO = 'Asia/Tokyo';
const NEW_YORK = 'America/New_York';

/** The first `count` times after `after`, in UTC to the minute. */
function times(expression: string, timeZone: string, after: string, count = 1): string[] {
  const found: string[] = [];
  for (let at: Date | undefined = new Date(after); at && found.length < count; ) {
    at = next(expression, timeZone, at);
    if (at) found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

describe('cron', () => {
  test.each<[string, string, string, string[]]>([
    ['cron(0 9 ? * MON-FRI *)', TOKYO, '2026-11-20T00:00:00Z', ['2026-11-23T00:00', '2026-11-24T00:00']],
    ['cron(0 9 ? * MON-FRI *)', TOKYO, '2026-11-19T23:59:59Z', ['2026-11-20T00:00', '2026-11-23T00:00']],
    ['cron(0 22 ? * 2-6 *)', TOKYO, '2026-11-24T12:00:00Z', ['2026-11-24T13:00', '2026-11-25T13:00']],
    ['cron(30 0 ? * TUE,THU *)', TOKYO, '2026-11-24T00:00:00Z', ['2026-11-25T15:30', '2026-11-30T15:30']],
    [
      'cron(0/15 * * * ? *)',
      'UTC',
      '2026-11-24T10:05:00Z',
      ['2026-11-24T10:15', '2026-11-24T10:30', '2026-11-24T10:45', '2026-11-24T11:00'],
    ],
    ['cron(5-15/5 8,20 * * ? *)', 'UTC', '2026-11-24T08:10:00Z', ['2026-11-24T08:15', '2026-11-24T20:05']],
    ['cron(0 0 1 JAN ? *)', 'UTC', '2026-01-01T00:00:00Z', ['2027-01-01T00:00']],
    ['cron(0 0 29 2 ? *)', 'UTC', '2026-01-01T00:00:00Z', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 0 31 * ? *)', 'UTC', '2026-01-31T00:00:00Z', ['2026-03-31T00:00', '2026-05-31T00:00']],
    ['cron(0 0 L * ? *)', 'UTC', '2027-01-31T00:00:00Z', ['2027-02-28T00:00', '2027-03-31T00:00']],
    ['cron(0 8 1W * ? *)', 'UTC', '2026-07-31T00:00:00Z', ['2026-08-03T08:00', '2026-09-01T08:00']],
    ['cron(0 8 LW * ? *)', 'UTC', '2026-01-01T00:00:00Z', ['2026-01-30T08:00', '2026-02-27T08:00']],
    ['cron(0 8 ? * 6#3 *)', 'UTC', '2026-11-01T00:00:00Z', ['2026-11-20T08:00', '2026-12-18T08:00']],
    ['cron(0 8 ? * FRI#5 *)', 'UTC', '2026-11-01T00:00:00Z', ['2027-01-29T08:00']],
    ['cron(0 8 ? * 6L *)', 'UTC', '2026-11-01T00:00:00Z', ['2026-11-27T08:00', '2026-12-25T08:00']],
    ['cron(0 8 ? * L *)', 'UTC', '2026-11-24T00:00:00Z', ['2026-11-28T08:00']],
    [
      'cron(0 8 ? * FRI-MON *)',
      'UTC',
      '2026-11-24T00:00:00Z',
      ['2026-11-27T08:00', '2026-11-28T08:00', '2026-11-29T08:00', '2026-11-30T08:00', '2026-12-04T08:00'],
    ],
    ['cron(0 12 * * ? 2028-2029)', 'UTC', '2026-11-24T00:00:00Z', ['2028-01-01T12:00']],
  ])('%s in %s after %s', (expression, zone, after, expected) => {
    expect(times(expression, zone, after, expected.length)).toEqual(expected);
  });

  test('a year that has passed never comes again', () => {
    expect(times('cron(0 12 * * ? 2020)', 'UTC', '2026-11-24T00:00:00Z')).toEqual([]);
  });

  test('a time that the clocks skip in spring is skipped', () => {
    expect(times('cron(30 2 * * ? *)', NEW_YORK, '2026-03-07T00:00:00Z', 2)).toEqual([
      '2026-03-07T07:30',
      '2026-03-09T06:30',
    ]);
  });

  test('a time that the clocks show twice in autumn counts once, the first time', () => {
    expect(times('cron(30 1 * * ? *)', NEW_YORK, '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
  });
});

describe('rate', () => {
  const anchor = new Date('2026-11-24T00:00:20Z');
  test.each([
    ['rate(1 minute)', '2026-11-24T00:10:19Z', '2026-11-24T00:10:20.000Z'],
    ['rate(1 minutes)', '2026-11-24T00:10:20Z', '2026-11-24T00:11:20.000Z'],
    ['rate(12 hours)', '2026-11-24T13:00:00Z', '2026-11-25T00:00:20.000Z'],
    ['rate(7 days)', '2026-11-24T13:00:00Z', '2026-12-01T00:00:20.000Z'],
    ['rate(7 days)', '2026-11-01T00:00:00Z', '2026-11-24T00:00:20.000Z'],
  ])('%s counts from its anchor: after %s comes %s', (expression, after, expected) => {
    expect(next(expression, 'UTC', new Date(after), anchor)?.toISOString()).toBe(expected);
  });
});

describe('at', () => {
  test("fires once, at the zone's own time", () => {
    expect(times('at(2026-11-24T09:00:00)', TOKYO, '2026-11-23T23:00:00Z', 2)).toEqual(['2026-11-24T00:00']);
  });
});

test.each([
  ['cron(0 9 * * *)', /six fields/],
  ['cron(0 9 * * MON *)', /exactly one of/],
  ['cron(0 9 ? * ? *)', /exactly one of/],
  ['cron(60 9 ? * MON *)', /'60' is no minutes \(0 to 59\)/],
  ['cron(0 9 ? * MOO *)', /'MOO' is no day-of-week/],
  ['cron(0/0 9 ? * MON *)', /is no minutes/],
  ['rate(0 minutes)', /is no rate/],
  ['rate(5 fortnights)', /is no rate/],
  ['at(tomorrow)', /is no time/],
  ['every day', /neither/],
])('%s is refused in words', (expression, message) => {
  expect(() => next(expression, 'UTC', new Date())).toThrow(message);
});

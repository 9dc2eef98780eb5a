import type { ScheduleSlice } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { hoursOf, monthOf } from './hours.ts';
import { usageOf } from './testing.ts';

type Schedule = ScheduleSlice['schedule'];
const day: [string, string][] = [['09:00', '22:00']];
const slice = (changes: Partial<Schedule> = {}, closed: string[] = []): ScheduleSlice => ({
  calendar: { closed_days: closed, open_days: [] },
  schedule: {
    mode: 'office-hours',
    office_hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    public_holidays: true,
    database_sleeps: true,
    wake_lead_minutes: 15,
    start_lasts_minutes: 120,
    wake_on_visit: 'button',
    stay_awake_while_used: false,
    ...changes,
  },
});
const hours = (month: string, what = slice()) => hoursOf(what, month, usageOf());

describe('the hours of a month', () => {
  it.each([
    ['2026-11', 720, 19 * 13, 'two of its weekdays are holidays'],
    ['2026-12', 744, 23 * 13, 'no holiday'],
    ['2027-02', 672, 18 * 13, 'two holidays on weekdays'],
    ['2028-02', 696, 19 * 13, 'a leap year'],
  ])('of %s are %d, awake %d: %4$s', (month, all, awake) => {
    expect(hours(month)).toMatchObject({ all, awake });
  });

  it('have what the wake lead adds for services and database, once for each opening', () => {
    const { services, database, awake } = hours('2026-12');
    expect(services.expected).toBe(awake + 23 / 4);
    expect(database).toEqual(services);
  });

  it('have no lead when the database does not sleep, which then runs all the time', () => {
    const { services, database, kind } = hours('2026-12', slice({ database_sleeps: false, public_holidays: false }));
    expect(services.expected).toBe(299);
    expect(database).toEqual({ low: 744, expected: 744, high: 744 });
    expect(kind).toEqual({ services: 'scheduled', database: 'fixed' });
  });

  it('count a lead that begins in the month before its opening', () => {
    const midnight = slice({ office_hours: { fri: [['00:00', '01:00']] }, public_holidays: false });
    // Four Fridays open in December 2026, and the lead of 1 January 2027, a Friday, lies in it too.
    expect(hours('2026-12', midnight).services.expected).toBe(4 + 5 / 4);
  });

  it('are less by closed days', () => {
    expect(hours('2026-12', slice({}, ['2026-12-29', '2026-12-30', '2026-12-31'])).awake).toBe(20 * 13);
  });

  it('are those that only people make where the calendar never opens', () => {
    const { awake, services, kind } = hours('2026-12', slice({ mode: 'never' }));
    expect({ awake, services }).toEqual({ awake: 0, services: usageOf().visited_hours });
    expect(kind).toEqual({ services: 'usage', database: 'usage' });
  });

  it('are all of them for a shape that never sleeps, whatever people do', () => {
    const { services, kind } = hours('2026-12', slice({ mode: 'always', database_sleeps: false }));
    expect(services).toEqual({ low: 744, expected: 744, high: 744 });
    expect(kind.services).toBe('fixed');
  });
});

it.each(['2026', '2026-13', '2026-1', 'soon', ''])('%j is no month', (text) => {
  expect(() => monthOf(text)).toThrow('expected a month such as 2026-12');
});

import { describe, expect, it, test } from 'vitest';
import { createCalendar } from './calendar/calendar.ts';
import { desired, goal, upcoming } from './desired.ts';
import { lease, slice, tokyo, weekdays } from './testing.ts';

describe('the calendar', () => {
  test.each([
    ['2026-12-01 08:59', 'asleep', 'outside-hours', '2026-12-01 09:00'],
    ['2026-12-01 09:00', 'awake', 'office-hours', '2026-12-01 22:00'],
    ['2026-12-01 21:59', 'awake', 'office-hours', '2026-12-01 22:00'],
    ['2026-12-01 22:00', 'asleep', 'outside-hours', '2026-12-02 09:00'],
    ['2026-12-04 23:00', 'asleep', 'outside-hours', '2026-12-07 09:00'],
    ['2026-12-05 12:00', 'asleep', 'weekend', '2026-12-07 09:00'],
  ])('at %s it is %s (%s) until %s', (now, condition, code, until) => {
    expect(desired(weekdays, [], tokyo(now))).toMatchObject({ condition, because: { code }, until: tokyo(until) });
  });

  it('keeps several windows a day, and one that crosses midnight', () => {
    const calendar = createCalendar(
      slice({
        schedule: {
          office_hours: {
            fri: [
              ['09:00', '12:00'],
              ['20:00', '02:00'],
            ],
          },
        },
      }),
    );
    expect(upcoming(calendar, [], tokyo('2026-12-04 00:00'), 3).map(({ at, condition }) => [at, condition])).toEqual([
      [tokyo('2026-12-04 09:00'), 'awake'],
      [tokyo('2026-12-04 12:00'), 'asleep'],
      [tokyo('2026-12-04 20:00'), 'awake'],
      [tokyo('2026-12-05 02:00'), 'asleep'],
    ]);
  });

  it('sees no change at midnight between windows that touch', () => {
    const calendar = createCalendar(
      slice({ schedule: { office_hours: { mon: [['09:00', '24:00']], tue: [['00:00', '05:00']] } } }),
    );
    expect(desired(calendar, [], tokyo('2026-11-30 12:00')).until).toEqual(tokyo('2026-12-01 05:00'));
  });

  it("closes on closed days, opens on open days with the week's hours, and names a holiday", () => {
    const calendar = createCalendar(
      slice({
        calendar: { closed_days: ['2026-12-01'], open_days: ['2026-12-05'] },
        schedule: { public_holidays: true },
      }),
      (date) => (date === '2026-12-02' ? { ja: '創立の日', en: 'Founding Day' } : undefined),
    );
    expect(desired(calendar, [], tokyo('2026-12-01 12:00'))).toMatchObject({
      condition: 'asleep',
      because: { code: 'closed-day' },
    });
    expect(desired(calendar, [], tokyo('2026-12-02 12:00'))).toMatchObject({
      condition: 'asleep',
      because: { code: 'holiday', text: 'public holiday (創立の日, Founding Day)' },
    });
    expect(desired(calendar, [], tokyo('2026-12-05 12:00'))).toMatchObject({
      condition: 'awake',
      because: { code: 'open-day' },
      until: tokyo('2026-12-05 22:00'),
    });
  });

  test.each(['always', 'never'] as const)('in mode %s never changes', (mode) => {
    const calendar = createCalendar(slice({ schedule: { mode } }));
    expect(desired(calendar, [], tokyo('2026-12-01 12:00'))).toMatchObject({ because: { code: mode }, until: null });
  });
});

describe('leases', () => {
  it('win over the calendar, the one made last over the others', () => {
    const stop = lease('asleep', '2026-12-01 10:00', '2026-12-02 09:00');
    const start = lease('awake', '2026-12-01 11:00', '2026-12-01 12:00');
    expect(desired(weekdays, [start, stop], tokyo('2026-12-01 11:30'))).toMatchObject({
      condition: 'awake',
      because: { code: 'lease', text: 'kept awake by mika: a demo' },
      until: tokyo('2026-12-01 12:00'),
    });
    expect(desired(weekdays, [start, stop], tokyo('2026-12-01 12:00'))).toMatchObject({
      condition: 'asleep',
      until: tokyo('2026-12-02 09:00'),
    });
  });

  it('made in the same moment are told apart by their names, whatever order they come in', () => {
    const a = lease('awake', '2026-12-05 10:00', '2026-12-05 12:00', { id: 'a' });
    const b = lease('asleep', '2026-12-05 10:00', '2026-12-05 12:00', { id: 'b' });
    for (const both of [
      [a, b],
      [b, a],
    ])
      expect(desired(weekdays, both, tokyo('2026-12-05 11:00')).condition).toBe('asleep');
  });

  it('that end while the calendar goes on alike change nothing then', () => {
    const start = lease('awake', '2026-12-01 08:00', '2026-12-01 10:00');
    expect(desired(weekdays, [start], tokyo('2026-12-01 08:30')).until).toEqual(tokyo('2026-12-01 22:00'));
  });

  it('of a hold make a newer stop wait, and name both', () => {
    const hold = lease('awake', '2026-12-01 21:55', '2026-12-01 22:05', { kind: 'hold', why: 'a migration' });
    const stop = lease('asleep', '2026-12-01 21:58', '2026-12-02 09:00', { by: 'ken' });
    expect(desired(weekdays, [hold, stop], tokyo('2026-12-01 21:59'))).toEqual({
      condition: 'awake',
      because: { code: 'hold', text: 'held awake by mika: a migration; the stop by ken waits for it' },
      until: tokyo('2026-12-01 22:05'),
    });
    expect(desired(weekdays, [hold, stop], tokyo('2026-12-01 22:05')).condition).toBe('asleep');
  });

  test.each([
    ['hold', 'hold'],
    ['visit', 'visit'],
    ['button', 'visit'],
    ['offer', 'lease'],
    ['use', 'lease'],
    ['rehearse', 'lease'],
  ])('of kind %s give the code %s', (kind, code) => {
    expect(
      desired(weekdays, [lease('awake', '2026-12-05 10:00', '2026-12-05 12:00', { kind })], tokyo('2026-12-05 11:00'))
        .because.code,
    ).toBe(code);
  });
});

describe('the goal', () => {
  const lean = createCalendar(slice({ schedule: { database_sleeps: true } }));

  it('is to wake 15 minutes before the hour where the database sleeps', () => {
    expect(goal(lean, [], tokyo('2026-12-01 08:44')).condition).toBe('asleep');
    expect(goal(lean, [], tokyo('2026-12-01 08:45'))).toMatchObject({
      condition: 'awake',
      because: { code: 'office-hours' },
    });
    expect(goal(weekdays, [], tokyo('2026-12-01 08:59')).condition).toBe('asleep');
  });

  it('does not anticipate the end of a stop', () => {
    expect(
      goal(lean, [lease('asleep', '2026-12-01 14:00', '2026-12-01 14:10')], tokyo('2026-12-01 14:01')).condition,
    ).toBe('asleep');
  });

  it('does not anticipate a lease that goes on after the calendar has closed', () => {
    const evening = lease('awake', '2026-12-01 20:00', '2026-12-01 23:00');
    const stop = lease('asleep', '2026-12-01 21:50', '2026-12-01 22:00');
    expect(goal(lean, [evening, stop], tokyo('2026-12-01 21:55')).condition).toBe('asleep');
  });

  it('obeys a stop that is made while it wakes, and wakes for the opening that an earlier one ends at', () => {
    const until = '2026-12-01 09:00';
    const late = lease('asleep', '2026-12-01 08:47', until);
    expect(goal(lean, [late], tokyo('2026-12-01 08:48')).condition).toBe('asleep');
    expect(goal(lean, [late], tokyo('2026-12-01 09:00')).condition).toBe('awake');
    const nightly = lease('asleep', '2026-11-30 23:00', until);
    expect(goal(lean, [nightly], tokyo('2026-12-01 08:48')).condition).toBe('awake');
  });

  it('does not wake early for an opening that a stop covers', () => {
    expect(
      goal(lean, [lease('asleep', '2026-12-01 08:00', '2026-12-01 12:00')], tokyo('2026-12-01 08:50')).condition,
    ).toBe('asleep');
  });
});

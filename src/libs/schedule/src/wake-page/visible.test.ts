import { describe, expect, it, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { lease, slice, tokyo, weekdays } from '../testing.ts';
import { retryAfterS, type Status, visible } from './visible.ts';

const night = tokyo('2026-12-02 00:00'); // a Wednesday
const seen = { database: null, services: [] };
const said = (condition: Status['condition'], desired: Status['desired']): Status => ({ condition, desired, seen });
const started = lease('awake', '2026-12-01 23:00', '2026-12-02 01:00', { kind: 'button' });

describe('at night', () => {
  it('is asleep until the opening', () => {
    expect(visible(weekdays, [], night, null)).toEqual({
      condition: 'asleep',
      goal: 'asleep',
      because: { code: 'outside-hours' },
      until: tokyo('2026-12-02 09:00'),
      nextStart: tokyo('2026-12-02 09:00'),
      progress: [],
    });
  });

  it('is waking with a lease, until the lease ends, and shows nothing of who made it', () => {
    const shown = visible(weekdays, [{ ...started, by: 'mika', why: 'secret plans' }], night, null);
    expect(shown).toMatchObject({
      condition: 'waking',
      because: { code: 'visit' },
      until: started.until,
      nextStart: null,
    });
    expect(JSON.stringify(shown)).not.toMatch(/mika|secret|2300/);
  });

  it('wakes before the hour where the database sleeps, because of the office hours', () => {
    const calendar = createCalendar(slice({ schedule: { database_sleeps: true } }));
    expect(visible(calendar, [], tokyo('2026-12-02 08:50'), null)).toMatchObject({
      condition: 'waking',
      because: { code: 'office-hours' },
      nextStart: tokyo('2026-12-02 09:00'),
    });
  });
});

it('names a public holiday', () => {
  const calendar = createCalendar(slice({ schedule: { public_holidays: true } }));
  const { because } = visible(calendar, [], tokyo('2027-01-11 12:00'), null);
  expect(because).toEqual({ code: 'holiday', holiday: { ja: '成人の日', en: 'Coming of Age Day' } });
});

test.each([
  // what the leases say, what the scheduler says, what is shown
  [[started], said('asleep', 'asleep'), 'waking'],
  [[started], said('falling-asleep', 'asleep'), 'waking'],
  [[started], said('waking', 'awake'), 'waking'],
  [[started], said('awake', 'awake'), 'awake'],
  [[started], said('asleep', 'awake'), 'asleep'],
  [[], said('asleep', 'asleep'), 'asleep'],
  [[], said('awake', 'awake'), 'falling-asleep'],
  [[], said('waking', 'awake'), 'falling-asleep'],
  [[], said('falling-asleep', 'asleep'), 'falling-asleep'],
  [[started], null, 'waking'],
  [[], null, 'asleep'],
])('with the leases %j and the word %j is %s', (leases, status, expected) => {
  expect(visible(weekdays, leases, night, status).condition).toBe(expected);
});

test.each([
  ['2026-12-02 00:00', [], null, 9 * 3600],
  ['2026-12-02 08:59', [], null, 60],
  ['2026-12-04 23:00', [], null, 24 * 3600],
  ['2026-12-02 00:00', [started], null, 15],
  ['2026-12-02 00:00', [started], said('asleep', 'awake'), 60],
])('at %s asks to come again in as many seconds as it takes', (at, leases, status, expected) => {
  const now = tokyo(at);
  expect(retryAfterS(visible(weekdays, leases, now, status), now)).toBe(expected);
});

it('asks to come again after a day when no start is planned', () => {
  const never = createCalendar(slice({ schedule: { mode: 'never' } }));
  expect(retryAfterS(visible(never, [], night, null), night)).toBe(24 * 3600);
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { desired } from '../desired.ts';
import type { Lease } from '../leases/lease.ts';
import { lease, slice, tokyo, weekdays } from '../testing.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, midnight, tokyoDay } from '../time/tokyo.ts';
import { buttonLease, offerLease, VISITS_A_DAY_MS, visitLease } from './visits.ts';

const never = createCalendar(slice({ schedule: { mode: 'never', start_lasts_minutes: 120 } }));
const night = tokyo('2026-12-02 00:00');
const visit = (from: string, until: string) =>
  lease('awake', `2026-12-02 ${from}`, `2026-12-02 ${until}`, { kind: 'visit' });

describe('the button', () => {
  it('wakes for two hours, by a visitor, without a word of anyone', () => {
    expect(buttonLease({ calendar: weekdays, leases: [], now: night, id: 'x' })).toEqual({
      id: 'x',
      condition: 'awake',
      from: night,
      until: tokyo('2026-12-02 02:00'),
      by: 'a visitor',
      why: '',
      kind: 'button',
      madeAt: night,
    });
  });

  test.each([
    ['2026-12-01 12:00', 'inside office hours', true],
    ['2026-12-01 21:00', 'an hour before they end', false],
    ['2026-12-01 08:50', 'while it wakes for the opening', false],
  ])('at %s, %s, changes nothing: %s', (at, _, nothing) => {
    expect(buttonLease({ calendar: weekdays, leases: [], now: tokyo(at), id: 'x' }) === null).toBe(nothing);
  });

  it('wins over a stop, and pressed again makes no second lease within a minute', () => {
    const stop = lease('asleep', '2026-12-01 12:00', '2026-12-02 09:00');
    const now = tokyo('2026-12-01 13:00');
    const made = buttonLease({ calendar: weekdays, leases: [stop], now, id: 'x' });
    const leases = [stop, ...(made ? [made] : [])];
    expect(desired(weekdays, leases, now).condition).toBe('awake');
    const later = (ms: number) => new Date(now.getTime() + ms);
    expect(buttonLease({ calendar: weekdays, leases, now: later(59_000), id: 'y' })).toBeNull();
    expect(buttonLease({ calendar: weekdays, leases, now: later(90_000), id: 'y' })).not.toBeNull();
  });

  it('has nothing to do where it never sleeps', () => {
    const always = createCalendar(slice({ schedule: { mode: 'always' } }));
    expect(buttonLease({ calendar: always, leases: [], now: night, id: 'x' })).toBeNull();
  });
});

describe('a visit', () => {
  test.each([
    ['00:00', [], '02:00'],
    ['12:00', [visit('08:00', '10:00')], '14:00'],
    ['12:00', [visit('05:00', '07:00'), visit('08:00', '09:30')], '12:30'],
    ['12:00', [visit('05:00', '07:00'), visit('08:00', '10:00')], null],
    ['12:00', [visit('08:00', '10:00'), visit('08:00', '10:00')], '14:00'],
    ['12:00', [visit('08:00', '11:59')], '12:01'],
    ['12:00', [{ ...visit('06:00', '11:00'), kind: 'button' }], '14:00'],
  ])('at %s with %j earlier wakes until %s', (at, leases, until) => {
    const made = visitLease({ calendar: never, leases, now: tokyo(`2026-12-02 ${at}`), id: 'x' });
    expect(made?.until ?? null).toEqual(until === null ? null : tokyo(`2026-12-02 ${until}`));
    if (made) expect(made).toMatchObject({ kind: 'visit', by: 'a visitor', why: '', condition: 'awake' });
  });

  it('counts the day in Tokyo: after midnight there are four hours again', () => {
    const yesterday = [lease('awake', '2026-12-01 19:00', '2026-12-01 23:00', { kind: 'visit' })];
    expect(visitLease({ calendar: never, leases: yesterday, now: tokyo('2026-12-01 23:59'), id: 'x' })).toBeNull();
    expect(visitLease({ calendar: never, leases: yesterday, now: night, id: 'x' })?.until).toEqual(
      tokyo('2026-12-02 02:00'),
    );
  });

  it('does nothing to what is awake, or waking for the opening', () => {
    const early = createCalendar(slice({ schedule: { database_sleeps: true } }));
    for (const at of ['2026-12-01 12:00', '2026-12-01 08:50'])
      expect(visitLease({ calendar: early, leases: [], now: tokyo(at), id: 'x' })).toBeNull();
  });

  it('keeps it awake at most four hours a day, however often somebody comes', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 40 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 600 }), (minutes, lasts) => {
        const calendar = createCalendar(slice({ schedule: { mode: 'never', start_lasts_minutes: lasts } }));
        const leases: Lease[] = [];
        let now = night;
        for (const gap of minutes) {
          const made = visitLease({ calendar, leases, now, id: `${leases.length}` });
          if (made) leases.push(made);
          now = new Date(now.getTime() + gap * MINUTE_MS);
        }
        for (let day = tokyoDay(night); day <= tokyoDay(now); day++)
          expect(awakeMs(leases, midnight(day))).toBeLessThanOrEqual(VISITS_A_DAY_MS);
      }),
    );
  });
});

it('an offer is a lease of its own kind, with the name that it is given', () => {
  const until = new Date(night.getTime() + 2 * HOUR_MS);
  expect(offerLease('offer-1', until, night)).toMatchObject({
    id: 'offer-1',
    kind: 'offer',
    by: 'a visitor',
    why: '',
    until,
  });
  expect(() => offerLease('offer-1', night, night)).toThrow(/past/);
});

/** Minutes of a day in which any lease holds. */
function awakeMs(leases: readonly Lease[], start: number): number {
  let total = 0;
  for (let at = start; at < start + DAY_MS; at += MINUTE_MS)
    if (leases.some(({ from, until }) => from.getTime() <= at && at < until.getTime())) total += MINUTE_MS;
  return total;
}

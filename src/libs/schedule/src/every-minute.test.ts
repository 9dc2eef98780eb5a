import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from './calendar/calendar.ts';
import { decide, desired, upcoming } from './desired.ts';
import type { Lease } from './leases/lease.ts';
import { lease, slice, tokyo } from './testing.ts';
import { MINUTE_MS } from './time/tokyo.ts';

describe('for any calendar and leases', () => {
  const ORIGIN = tokyo('2026-12-01 00:00').getTime();
  const TWO_YEARS = 2 * 365 * 1440;
  const minutes = (most: number) => fc.integer({ min: 0, max: most });
  const clock = minutes(1440).map(
    (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
  const windows = fc.array(
    fc.tuple(clock, clock).filter(([start, end]) => start !== end),
    { maxLength: 3 },
  );
  const calendars = fc
    .record({ mon: windows, tue: windows, wed: windows, sat: windows })
    .map((office_hours) => createCalendar(slice({ schedule: { office_hours } })));
  const leases: fc.Arbitrary<Lease[]> = fc.array(
    fc
      .tuple(
        fc.constantFrom('awake' as const, 'asleep' as const),
        minutes(20_000),
        minutes(3000),
        minutes(20_000),
        fc.uuid(),
      )
      .map(([condition, from, lasts, made, id]) => ({
        id,
        condition,
        from: new Date(ORIGIN + from * MINUTE_MS),
        until: new Date(ORIGIN + (from + lasts + 1) * MINUTE_MS),
        by: 'x',
        why: '',
        kind: 'start',
        madeAt: new Date(ORIGIN + made * MINUTE_MS),
      })),
    { maxLength: 6 },
  );

  it('the condition changes exactly where upcoming says, minute by minute', () => {
    fc.assert(
      fc.property(calendars, leases, minutes(10_000), (calendar, given, start) => {
        const from = ORIGIN + start * MINUTE_MS;
        const seen: [Date, string][] = [];
        let last = desired(calendar, given, new Date(from));
        for (let ms = from + MINUTE_MS; ms < from + 3 * 1440 * MINUTE_MS; ms += MINUTE_MS) {
          const now = desired(calendar, given, new Date(ms));
          if (now.condition !== last.condition) seen.push([new Date(ms), now.condition]);
          if (
            now.condition !== last.condition
              ? last.until?.getTime() !== ms
              : last.until?.getTime() !== now.until?.getTime()
          )
            throw new Error(`until was wrong at ${last.until?.toISOString()}`);
          last = now;
        }
        expect(upcoming(calendar, given, new Date(from), 3).map(({ at, condition }) => [at, condition])).toEqual(seen);
      }),
      { numRuns: 10 },
    );
  });

  it('so it does for two years of the real calendar, with its holidays', () => {
    const year = fc.array(
      fc
        .tuple(
          fc.constantFrom('awake' as const, 'asleep' as const),
          minutes(TWO_YEARS),
          minutes(14 * 1440 - 1),
          fc.uuid(),
        )
        .map(([condition, from, lasts, id]) =>
          lease(condition, '2026-12-01 00:00', '2026-12-01 01:00', {
            id,
            from: new Date(ORIGIN + from * MINUTE_MS),
            until: new Date(ORIGIN + (from + lasts + 1) * MINUTE_MS),
            madeAt: new Date(ORIGIN + from * MINUTE_MS),
          }),
        ),
      { minLength: 5, maxLength: 12 },
    );
    const kept = createCalendar(slice({ schedule: { public_holidays: true } }));
    fc.assert(
      fc.property(year, (given) => {
        const changes = upcoming(kept, given, new Date(ORIGIN), TWO_YEARS / 1440).map(({ at, condition }) => [
          at,
          condition,
        ]);
        const seen: [Date, string][] = [];
        let { condition } = decide(kept, given, new Date(ORIGIN));
        for (let minute = 1; minute < TWO_YEARS; minute++) {
          const at = new Date(ORIGIN + minute * MINUTE_MS);
          const now = decide(kept, given, at).condition;
          if (now !== condition) seen.push([at, now]);
          condition = now;
        }
        expect(changes).toEqual(seen);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 30_000);

  it('the order in which leases are read decides nothing', () => {
    fc.assert(
      fc.property(calendars, leases, minutes(20_000), (calendar, given, at) => {
        const now = new Date(ORIGIN + at * MINUTE_MS);
        expect(desired(calendar, given.toReversed(), now)).toEqual(desired(calendar, given, now));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { goal } from '../desired.ts';
import { database, lease, observed, service, slice, tokyo } from '../testing.ts';
import { MINUTE_MS } from '../time/tokyo.ts';
import { isSettled, quietUntil } from './settled.ts';

const up = { desired: 1, running: 1, healthyTargets: 1, forwarding: 'app' } as const;
const awake = observed({ services: [service('web', up), service('api', up)] });
const asleep = observed({ database: database('stopped') });
const lean = createCalendar(slice({ schedule: { database_sleeps: true } }));

describe('settled', () => {
  test.each([
    ['awake and healthy', 'awake', awake, true],
    ['asleep', 'asleep', asleep, true],
    ['awake and to be asleep', 'asleep', awake, false],
    [
      'with an unhealthy service',
      'awake',
      observed({ services: [service('web', { ...up, healthyTargets: 0 })] }),
      false,
    ],
    [
      'without one service',
      'awake',
      observed({ services: [service('web', up), service('api', { image: null })] }),
      false,
    ],
    ['with a database that stops', 'asleep', observed({ database: database('stopping') }), false],
  ] as const)('%s: to be %s', (_, condition, world, settled) => {
    expect(isSettled(world, { condition })).toBe(settled);
  });
});

describe('quiet', () => {
  it('it is never while something is under way', () => {
    const now = tokyo('2026-12-01 10:00');
    expect(quietUntil({ calendar: lean, observed: asleep, target: goal(lean, [], now) }, [], now)).toBeNull();
  });

  it('it is until the next edge, the lead before it, a young database, or what else is due', () => {
    const night = tokyo('2026-12-01 23:00');
    const target = goal(lean, [], night);
    const world = { calendar: lean, observed: asleep, target };
    expect(quietUntil(world, [], night)).toEqual(tokyo('2026-12-02 08:45'));
    const other = tokyo('2026-12-02 01:00');
    expect(quietUntil(world, [null, other], night)).toEqual(other);
    const held = { ...database('available', false), heldUntil: tokyo('2026-12-02 00:10') };
    expect(quietUntil({ ...world, observed: observed({ database: held }) }, [], night)).toEqual(held.heldUntil);
    const young = { ...database('stopped'), sleepsFrom: tokyo('2026-12-01 23:20') };
    expect(quietUntil({ ...world, observed: observed({ database: young }) }, [], night)).toEqual(
      tokyo('2026-12-01 23:20'),
    );
  });

  it('the goal stays the same until then, for any leases', () => {
    const start = tokyo('2026-12-01 00:00').getTime();
    const at = (minute: number) => new Date(start + minute * MINUTE_MS);
    const leases = fc.array(
      fc
        .tuple(
          fc.constantFrom('awake' as const, 'asleep' as const),
          fc.nat(4000),
          fc.integer({ min: 1, max: 2000 }),
          fc.uuid(),
        )
        .map(([condition, from, lasts, id]) =>
          lease(condition, '2026-12-01 00:00', '2026-12-01 01:00', {
            id,
            from: at(from),
            until: at(from + lasts),
            madeAt: at(from),
          }),
        ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(leases, fc.nat(4000), (given, minute) => {
        const now = at(minute);
        // A lease is known from when it is made: those of later are none yet.
        const known = given.filter(({ madeAt }) => madeAt <= now);
        const target = goal(lean, known, now);
        const quiet = quietUntil(
          { calendar: lean, observed: target.condition === 'awake' ? awake : asleep, target },
          [],
          now,
        );
        expect(quiet).not.toBeNull();
        for (
          let ms = now.getTime();
          ms < Math.min(quiet?.getTime() ?? 0, now.getTime() + 4 * 1440 * MINUTE_MS);
          ms += 5 * MINUTE_MS
        )
          expect(goal(lean, known, new Date(ms)).condition).toBe(target.condition);
      }),
    );
  });
});

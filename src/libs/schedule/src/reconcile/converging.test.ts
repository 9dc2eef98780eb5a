import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, service } from '../testing.ts';
import { World } from '../testing-world.ts';
import { type Action, actions, sayAction } from './actions.ts';
import { conditionOf } from './condition-of.ts';
import { type Observed, PLAIN_DOOR } from './observed.ts';
import { obstacles } from './obstacles.ts';

const awake = { condition: 'awake' } as const;
const asleep = { condition: 'asleep' } as const;

describe('from anything that AWS can leave', () => {
  const services = (name: string) =>
    fc
      .record({
        exists: fc.boolean(),
        desired: fc.integer({ min: 0, max: 3 }),
        running: fc.integer({ min: 0, max: 3 }),
        pending: fc.integer({ min: 0, max: 2 }),
        awakeCount: fc.integer({ min: 0, max: 2 }),
        image: fc.constantFrom(
          null,
          { image: 'i', migration: null },
          { image: 'i', migration: '20260101_init' },
          { image: 'i', migration: '20260202_more' },
        ),
        healthyTargets: fc.integer({ min: 0, max: 3 }),
        forwarding: fc.constantFrom('app' as const, 'wake' as const, 'mixed' as const),
        failedStarts: fc.integer({ min: 0, max: 4 }),
        gaveUp: fc.boolean(),
        unplaced: fc.boolean(),
        capacity: fc.constantFrom('spot' as const, 'on-demand' as const),
        wantedCapacity: fc.constantFrom('spot' as const, 'on-demand' as const),
        longUnplaced: fc.boolean(),
      })
      .map((fields) =>
        service(name, fields.exists ? fields : { ...fields, desired: 0, running: 0, pending: 0, healthyTargets: 0 }),
      );
  const statuses = fc.constantFrom(
    'available',
    'stopped',
    'starting',
    'stopping',
    'creating',
    'backing-up',
    'modifying',
    'rebooting',
  );
  const worlds: fc.Arbitrary<Observed> = fc.record({
    services: fc.tuple(services('web'), services('api')),
    database: fc.option(
      fc.record({
        status: statuses,
        sleeps: fc.boolean(),
        sleepsFrom: fc.constant(null),
        heldUntil: fc.constant(null),
      }),
    ),
    migration: fc.constantFrom(null, '20260101_init'),
    door: fc.constant(PLAIN_DOOR),
  });
  const step = (target: { condition: 'awake' | 'asleep' }, world: Observed) =>
    actions(target, world).reduce((now, action) => applied(action, now), world);

  it('reconciling twice acts once', () => {
    fc.assert(
      fc.property(fc.constantFrom(awake, asleep), worlds, (target, world) => {
        const once = actions(target, world);
        const again = actions(target, step(target, world));
        expect(again.filter((action) => once.some((done) => sayAction(done) === sayAction(action)))).toEqual([]);
      }),
    );
  });

  it('the actions converge within 40 minutes, and then do nothing', () => {
    const durations = fc.record({
      starting: fc.integer({ min: 1, max: 25 }),
      stopping: fc.integer({ min: 1, max: 5 }),
      other: fc.integer({ min: 1, max: 4 }),
      task: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(awake, asleep), worlds, durations, (target, start, takes) => {
        const world = new World(start, takes);
        for (let minute = 0; minute < 40; minute++) {
          world.take(actions(target, world.observed));
          world.aMinuteLater();
        }
        expect(actions(target, world.observed)).toEqual([]);
        expect(conditionOf(world.observed, target)).not.toBe('falling-asleep');
        const isWhole = world.observed.services.every(({ exists }) => exists);
        // Where every awake count is 0 there is nothing to wake.
        const isWakeable = world.observed.services.some(({ awakeCount }) => awakeCount > 0);
        if (isWhole && isWakeable && obstacles(world.observed).length === 0)
          expect(conditionOf(world.observed, target)).toBe(target.condition);
      }),
      { numRuns: 1000 },
    );
  });

  it('an invocation that acts late, on what was so some minutes ago, is put right by the next ones', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(awake, asleep),
        worlds,
        fc.array(fc.integer({ min: 0, max: 20 })),
        (target, start, late) => {
          const takes = { starting: 10, stopping: 5, other: 2, task: 2 };
          const world = new World(start, takes);
          const other = target === awake ? asleep : awake;
          for (let minute = 0; minute < 60; minute++) {
            const stale = actions(other, world.observed);
            world.take(actions(target, world.observed));
            if (late.includes(minute)) world.take(stale.filter((action) => isAccepted(action, world.observed)));
            world.aMinuteLater();
          }
          expect(actions(target, world.observed)).toEqual([]);
        },
      ),
    );
  });
});

/** RDS refuses to start what is not stopped, and to stop what is not available. */
function isAccepted({ kind }: Action, observed: Observed): boolean {
  const status = observed.database?.status;
  if (kind === 'start-database') return status === 'stopped';
  return kind !== 'stop-database' || status === 'available';
}

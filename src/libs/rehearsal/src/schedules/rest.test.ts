import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { next } from './next.ts';
import { type Due, rested } from './rest.ts';

const minute = (count: number, ms = 0) => new Date(Date.UTC(2026, 11, 1, 0, count) + ms);
const everyMinute = { nextAfter: (after: Date) => next('rate(1 minute)', 'UTC', after) };
const due = (at: Date, resting = false): Due => ({ schedule: everyMinute, at, resting });

describe('a schedule', () => {
  it('that may not rest is due when it is', () => {
    expect(rested(due(minute(5)), undefined, minute(4))).toMatchObject({ wake: minute(5), count: 0 });
  });

  it('that may rest is looked at again at its first firing that may not be passed over', () => {
    expect(rested(due(minute(5)), minute(30, 1), minute(4))).toMatchObject({ wake: minute(31), count: 0 });
    expect(rested(due(minute(5)), minute(30), minute(4))).toMatchObject({ wake: minute(30), count: 0 });
  });

  it('counts what was passed over once the time for it has passed', () => {
    const { next: resting } = rested(due(minute(5)), minute(30), minute(4));
    expect(rested(resting, minute(30), minute(30))).toMatchObject({ wake: minute(30), count: 25 });
  });

  it('that may rest no longer goes on with its first firing from now on', () => {
    const { next: resting } = rested(due(minute(5)), minute(30), minute(4));
    expect(rested(resting, undefined, minute(12, 1))).toMatchObject({ wake: minute(13), count: 8 });
    expect(rested(resting, undefined, minute(12))).toMatchObject({ wake: minute(12), count: 7 });
  });

  it('never loses a firing that was due before it could rest', () => {
    expect(rested(due(minute(5)), undefined, minute(9))).toMatchObject({ wake: minute(5), count: 0 });
  });

  it('fires or passes over each of its occurrences once, however its rests come and go', () => {
    const looks = fc.array(fc.tuple(fc.nat({ max: 500_000 }), fc.option(fc.nat({ max: 3_000_000 }))), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(looks, (steps) => {
        let now = minute(0, 500);
        let entry = due(minute(1));
        let [fired, passed] = [0, 0];
        const end = minute(240, 500);
        const look = (until: Date | undefined) => {
          for (;;) {
            const { next: after, wake, count } = rested(entry, until, now);
            passed += count;
            entry = after;
            if (!wake || wake > now) return;
            fired += 1;
            entry = { ...entry, at: everyMinute.nextAfter(wake), resting: false };
          }
        };
        for (const [passesMs, restsMs] of steps) {
          look(restsMs === null ? undefined : new Date(now.getTime() + restsMs));
          now = new Date(Math.min(end.getTime(), now.getTime() + passesMs));
        }
        now = end;
        look(undefined);
        expect(fired + passed).toBe(240);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { type SmallWorld, smallWorld } from './testing.ts';

const HOUR_MS = 3_600_000;
const office: SmallWorld = { awake: [[9 * 60, 22 * 60]], visits: [], startsForMinutes: 10 };

async function runFor(hours: number, given: SmallWorld, everyFiring = false) {
  const { world, begin, stop } = smallWorld(given);
  const until = new Date(begin.getTime() + hours * HOUR_MS);
  const report = await run(world, { until, speed: 'max', everyFiring }, new AbortController().signal);
  await stop();
  world.clock.setSpeed(0);
  return { world, until, report };
}

describe('a run at its fastest', () => {
  it('comes to its end, and the time goes on as the machine’s', async () => {
    const { until, report } = await runFor(30, office);
    expect(report.until).toBe(until.toISOString());
  });

  it('tells what changed, when exactly, and why', async () => {
    const { report } = await runFor(24, office);
    const told = report.changes.map(
      ({ at, subject, text, cause }) => `${at.slice(11, 19)} ${subject} ${text} (${cause.code})`,
    );
    expect(told).toEqual([
      '09:00:00 database starting (office-hours)',
      '09:00:00 environment start the database (office-hours)',
      '09:10:00 database available (office-hours)',
      '09:10:00 web desired count 0 to 1 (office-hours)',
      '22:00:00 web desired count 1 to 0 (outside-hours)',
      '22:01:00 database stopping (outside-hours)',
      '22:01:00 environment stop the database (outside-hours)',
      '22:06:00 database stopped (outside-hours)',
    ]);
  });

  it('tells for how long everything was awake, to the minute', async () => {
    const { report } = await runFor(24, office);
    expect(report.hours).toEqual([
      { resource: 'web', awake: 12 + 50 / 60, windows: [expect.anything()] },
      {
        resource: 'database',
        awake: 13.1,
        windows: [{ from: '2026-12-01T09:00:00.000Z', until: '2026-12-01T22:06:00.000Z' }],
      },
    ]);
  });

  it('fires far less often than it passes over, and each edge', async () => {
    const { report } = await runFor(7 * 24, office);
    const { fired, skipped } = report.invocations;
    expect(fired).toBeLessThan(7 * 25);
    expect(fired + skipped).toBe(7 * 24 * 60 + 14);
  });

  it('ends when it is told to', async () => {
    const { world, begin, stop } = smallWorld(office);
    const end = new AbortController();
    const running = run(
      world,
      { until: new Date(begin.getTime() + 1000 * HOUR_MS), speed: 'max', everyFiring: true },
      end.signal,
    );
    setTimeout(() => end.abort(), 20);
    const report = await running;
    await stop();
    world.clock.setSpeed(0);
    expect(Date.parse(report.until)).toBeLessThan(begin.getTime() + 1000 * HOUR_MS);
  });
});

it('changes the same, at the same time and for the same reason, whether firings are passed over or not', async () => {
  const minute = fc.nat({ max: 1439 });
  const windows = fc
    .uniqueArray(minute, { minLength: 2, maxLength: 4 })
    .map((edges) => edges.toSorted((one, other) => one - other))
    .map((edges) => edges.slice(0, edges.length - (edges.length % 2)))
    .map((edges) =>
      Array.from(
        { length: edges.length / 2 },
        (_, index) => [edges[2 * index], edges[2 * index + 1]] as [number, number],
      ),
    );
  const worlds = fc.record({
    awake: windows,
    visits: fc.array(fc.double({ min: 0, max: 1440, noNaN: true }), { maxLength: 4 }),
    startsForMinutes: fc.double({ min: 0, max: 30, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(worlds, async (given) => {
      const { report: rested } = await runFor(26, given);
      const { report: every } = await runFor(26, given, true);
      expect(rested.changes).toEqual(every.changes);
      expect(rested.hours).toEqual(every.hours);
      expect(every.invocations.skipped).toBe(0);
      expect(rested.invocations.fired + rested.invocations.skipped).toBe(every.invocations.fired);
    }),
    { numRuns: 8 },
  );
}, 60_000);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock, runClock } from './clock.ts';
import { endRehearsal, staging, startRehearsal } from './rehearsal.ts';
import { closeOn, GOLDEN_WEEK, MINUTE_MS, run, times, tokyo, windowsOf } from './schedule.ts';
import { until } from './until.ts';

/** The shape `lean` on the real bundle, for days and weeks. by-the-book has its own in shapes.long.test.ts. */
let door: string;
beforeAll(async () => {
  delete process.env.STAGING_SHAPE;
  await endRehearsal();
  door = (await startRehearsal(['--as-scheduled'])).file.door;
});
afterAll(async () => {
  await closeOn([]);
  await endRehearsal();
});

type Status = { condition: string; because: { code: string }; leases: unknown[] };
const status = async (): Promise<Status> => JSON.parse((await staging('status', '--json')).stdout);
const serves = async (path: string) => (await fetch(door + path)).status === 200;

describe('a rehearsal as scheduled', () => {
  it('holds no lease, sleeps on a Sunday, and serves on a Monday', async () => {
    await clock({ set: tokyo('2026-12-06T12:00') });
    await until('it is asleep', async () => (await status()).condition === 'asleep', { deadlineMs: 120_000 });
    expect(await status()).toMatchObject({ because: { code: 'weekend' }, leases: [] });
    await clock({ set: tokyo('2026-12-07T09:00') });
    await until('it serves', () => serves('/'), { deadlineMs: 120_000 });
    expect((await status()).because.code).toBe('office-hours');
  });
});

describe('lean', () => {
  it('sleeps through a Golden Week, and stops the database that AWS starts after seven days within half an hour', async () => {
    await closeOn(GOLDEN_WEEK);
    const report = await run('2025-04-25T21:00', '2025-05-07T08:30');
    await closeOn([]);
    expect(windowsOf(report, 'web')).toEqual(['04-25 21:00 - 22:00']);
    const restarted = report.changes.find(({ subject, cause }) => subject === 'database' && cause.code === 'aws');
    const started = restarted && new Date(restarted.at);
    expect(started?.getTime()).toBeGreaterThanOrEqual(Date.parse(tokyo('2025-05-02T22:00')));
    const stopped = times(report, 'database', 'stopped').find((at) => started !== undefined && at > started);
    expect((stopped?.getTime() ?? Number.NaN) - (started?.getTime() ?? 0)).toBeLessThanOrEqual(30 * MINUTE_MS);
  });

  it('is awake and healthy at 9:00 sharp after a weekend, the database having taken ten minutes', async () => {
    await clock({ durations: { starting: 10 * MINUTE_MS } });
    const report = await run('2026-12-04T21:50', '2026-12-07T09:00');
    const [starting] = times(report, 'database', 'starting');
    const available = times(report, 'database', 'available').find((at) => starting !== undefined && at > starting);
    expect((available?.getTime() ?? 0) - (starting?.getTime() ?? 0)).toBe(10 * MINUTE_MS);
    expect(await Promise.all(['/', '/api/ready', '/health/api'].map(serves))).toEqual([true, true, true]);
    expect((await status()).condition).toBe('awake');
  });

  it('keeps the services at 0 while the database is stuck in starting for 25 minutes, and wakes them within two firings', async () => {
    await clock({ durations: { starting: 25 * MINUTE_MS } });
    const report = await run('2026-12-06T12:00', '2026-12-07T09:20');
    await clock({ durations: { starting: 10 * MINUTE_MS } });
    const available = times(report, 'database', 'available').at(-1)?.getTime() ?? Number.NaN;
    for (const service of ['web', 'api']) {
      const [woken] = times(report, service, 'desired count 0 to 1');
      expect(woken?.getTime()).toBeGreaterThanOrEqual(available);
      expect(woken?.getTime()).toBeLessThanOrEqual(available + 2 * MINUTE_MS);
    }
    await until('it serves', () => serves('/'), { deadlineMs: 60_000 });
  });

  it('goes through a week in a minute', async () => {
    const report = await run('2026-11-30T07:00', '2026-12-07T07:00');
    const evenings = windowsOf(report, 'web').filter((window) => window.endsWith('22:00'));
    expect(evenings.map((window) => window.slice(0, 5))).toEqual(['11-30', '12-01', '12-02', '12-03', '12-04']);
    expect(report.tookMs).toBeLessThanOrEqual(60_000);
  });

  it('changes the same whether firings that can change nothing are passed over or not', async () => {
    const evening = async (everyFiring: boolean) => {
      await run('2026-12-03T20:00', '2026-12-03T21:45'); // long enough for the database to start
      // not asked for a page: a visit postpones the sleep
      await until('it is awake', async () => (await status()).condition === 'awake', { deadlineMs: 120_000 });
      return runClock({ until: tokyo('2026-12-03T22:20'), speed: 'max', everyFiring });
    };
    const every = await evening(true);
    const rested = await evening(false);
    expect(rested.changes).toEqual(every.changes);
    expect(rested.changes.length).toBeGreaterThan(4);
    expect(every.invocations.skipped).toBe(0);
    expect(rested.invocations.skipped).toBeGreaterThan(10);
  });
});

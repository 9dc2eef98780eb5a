import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { bill, usedOf } from './bill.ts';
import { clock, faults, runClock } from './clock.ts';
import { ensureRunning } from './rehearsal.ts';
import { until } from './until.ts';

const MINUTE_MS = 60_000;
/** Office hours of the shape `lean`, in Tokyo: 9:00 to 22:00. */
const tokyo = (time: string) => new Date(`${time}+09:00`).toISOString();

let door: string;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  await awake();
});
/** As it was found: the machine's time, the rehearsal's own lease, awake. */
afterAll(async () => {
  await faults({ fault: 'none' });
  await clock({ set: new Date().toISOString() });
  await awake();
});

const awake = () =>
  until(
    'web and API answer',
    async () => (await Promise.all([fetch(door), fetch(`${door}/api/ready`)])).every(({ status }) => status === 200),
    { deadlineMs: 120_000 },
  );

async function schedulerStatus(): Promise<{ until: string; because: { code: string } }> {
  const Payload = JSON.stringify({ action: 'status' });
  const lambda = new LambdaClient(clientOptions());
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: 'bookmark-manager-staging-ecs-scheduler', Payload }),
  );
  return JSON.parse(answer.Payload?.transformToString() ?? '');
}

describe('the clock', () => {
  it('shows the machine’s time until it is moved', async () => {
    const shown = await clock();
    expect(Math.abs(Date.parse(shown.now) - Date.parse(shown.machine))).toBeLessThan(MINUTE_MS);
    expect(shown).toMatchObject({ speed: 1, running: false });
  });

  it.each(['2027-02-07T03:00:00', '2025-04-29T03:00:00'])(
    'takes the whole environment to %s, where it stays awake by its lease',
    async (time) => {
      await clock({ set: tokyo(time) });
      const { because, until: end } = await schedulerStatus();
      expect(because.code).toBe('lease');
      const leftMs = Date.parse(end) - Date.parse(tokyo(time));
      expect(leftMs).toBeGreaterThan(10 * MINUTE_MS);
      expect(leftMs).toBeLessThan(20 * MINUTE_MS);
      expect((await fetch(door)).status).toBe(200);
    },
  );

  it('goes on from there at a speed that is asked for', async () => {
    await clock({ set: tokyo('2026-12-01T12:00:00') });
    const faster = await clock({ speed: 60 });
    await until(
      'three minutes to pass',
      async () => Date.parse((await clock()).now) > Date.parse(faster.now) + 3 * MINUTE_MS,
    );
    expect((await clock({ speed: 1 })).speed).toBe(1);
  });
});

describe('a run of the clock', () => {
  it('from noon to noon has the scheduler put everything to sleep and wake it, though the database finds no room at first', async () => {
    await awake();
    await clock({ set: tokyo('2026-12-01T12:00:00') });
    await faults({ fault: 'capacity', of: 'database', times: 2 });
    const report = await runClock({ until: tokyo('2026-12-02T12:00:00'), speed: 'max' });
    const hours = Object.fromEntries(report.hours.map(({ resource, awake: count }) => [resource, count]));
    for (const service of ['web', 'api']) {
      expect(hours[service]).toBeGreaterThanOrEqual(13);
      expect(hours[service]).toBeLessThanOrEqual(13.25);
    }
    expect(hours.database).toBeGreaterThan(hours.web ?? 0);
    expect(hours.database).toBeLessThanOrEqual(13.5);
    expect(report.changes).toContainEqual({
      at: tokyo('2026-12-01T22:00:00'),
      subject: 'web',
      text: 'desired count 1 to 0',
      cause: expect.objectContaining({ code: 'outside-hours' }),
    });
    expect(report.changes.filter(({ subject }) => subject === 'database').map(({ text }) => text)).toEqual([
      ...['stopping', 'stopped', 'starting', 'available'],
    ]);
    expect(report.invocations.skipped).toBeGreaterThan(1300);
    expect(await faults()).toEqual([]);
  });

  it('is on the bill, for as long as each thing was there', async () => {
    const days = await bill('--from', '2026-12-01', '--to', '2026-12-02');
    const vcpuHours = usedOf(days, /vCPU-Hours/);
    expect(vcpuHours).toBeGreaterThan(25.6 / 4);
    // An earlier run may have lived the three hours before this one on its first day.
    expect(vcpuHours).toBeLessThan(36 / 4);
    expect(usedOf(days, /InstanceUsage/)).toBeGreaterThan(12.8);
    expect(usedOf(days, /^APN1-LoadBalancerUsage$/)).toBeGreaterThanOrEqual(24);
    expect(days.services.map(({ awsService }) => awsService)).toContain('Amazon Route 53');
  });

  it('leaves the clock where it came to, and takes the rehearsal’s lease up again', async () => {
    const late = Date.parse((await clock()).now) - Date.parse(tokyo('2026-12-02T12:00:00'));
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(5 * MINUTE_MS);
    expect((await schedulerStatus()).because.code).toBe('lease');
    await awake();
  });

  it('a request shortly before the closing postpones sleep by half an hour', async () => {
    await awake();
    await clock({ set: tokyo('2026-12-08T21:55:00') });
    expect((await fetch(door)).status).toBe(200);
    const report = await runClock({ until: tokyo('2026-12-08T22:40:00'), speed: 'max' });
    const asleep = report.changes.find(({ subject, text }) => subject === 'web' && text === 'desired count 1 to 0');
    expect(asleep?.cause.code).toBe('outside-hours');
    expect(asleep?.at.slice(0, 16)).toBe(tokyo('2026-12-08T22:30:00').slice(0, 16));
  });
});

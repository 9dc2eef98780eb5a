import { describe, expect, it } from 'vitest';
import { pause } from '../clock/index.ts';
import { until } from '../processes/testing.ts';
import { aService } from './testing.ts';
import { LOAD_BALANCED, startBench } from './testing-bench.ts';

const HOUR_MS = 3_600_000;
const jump = (bench: Awaited<ReturnType<typeof startBench>>, ms: number) =>
  bench.clock.set(new Date(bench.clock.now().getTime() + ms));
const NO_ROOM =
  '(service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';

describe('a jump of the clock', () => {
  it('ends no grace period: a task that is not well yet is left to become so', async () => {
    await using bench = await startBench({ environment: [{ name: 'SICK', value: '1' }] });
    await bench.scheduler.start();
    bench.scheduler.put(aService({ ...LOAD_BALANCED, healthCheckGracePeriodSeconds: 120 }));
    await until('a task that runs', () => bench.running().length === 1);
    jump(bench, 24 * HOUR_MS);
    await pause(1000);
    expect(bench.all().map(({ lastStatus }) => lastStatus)).toEqual(['RUNNING']);
    expect(bench.service().deployments[0]?.failedTasks).toBe(0);
  });

  it('disturbs no task that is steady, in either direction', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService(LOAD_BALANCED));
    await until('a steady service', () => bench.service().steady);
    const [task] = bench.running();
    for (const ms of [400 * 24 * HOUR_MS, -800 * 24 * HOUR_MS]) {
      jump(bench, ms);
      await pause(300);
    }
    expect(bench.running()).toEqual([task]);
    expect(bench.all()).toHaveLength(1);
  });
});

describe('a service without room', () => {
  it('says so as ECS does, tries again in the world’s time, and starts once there is room', async () => {
    await using bench = await startBench();
    bench.faults.add({ fault: 'capacity', of: 'web', times: null });
    await bench.scheduler.start();
    bench.clock.setSpeed(0);
    bench.scheduler.put(aService(LOAD_BALANCED));
    const refusals = () => bench.service().events.filter(({ message }) => message === NO_ROOM).length;
    await until('a refusal', () => refusals() === 1);
    await pause(500);
    expect([refusals(), bench.all().length, bench.scheduler.underway()]).toEqual([1, 0, []]);
    jump(bench, 10_000);
    await until('another one', () => refusals() === 2);
    bench.faults.clear();
    await pause(300);
    expect(bench.all()).toHaveLength(0);
    jump(bench, 20_000);
    await until('a steady service', () => bench.service().steady);
    expect(bench.running()).toHaveLength(1);
  });
});

describe('in a hurry', () => {
  it('tasks are told that nobody waits for them', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService(LOAD_BALANCED));
    await until('a steady service', () => bench.service().steady);
    const [task] = bench.running();
    bench.pace.hurry(true);
    bench.scheduler.put({ ...bench.service(), desiredCount: 0 });
    expect(bench.scheduler.underway()).not.toEqual([]);
    await until('its end', () => task?.lastStatus === 'STOPPED');
    await until('calm', () => bench.scheduler.underway().length === 0);
    expect(bench.fake.logs.get(`/ecs/web web/web/${task?.id}`)?.map(({ message }) => message)).toContain('got SIGINT');
  });
});

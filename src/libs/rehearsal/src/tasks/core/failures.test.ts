import { describe, expect, it } from 'vitest';
import { aService, aTask } from '../testing.ts';
import type { Task } from '../types.ts';
import { afterRunning, afterStop, backOffMs, breakerThreshold, hasFailed } from './failures.ts';

describe('the circuit breaker', () => {
  it.each([
    [0, 3],
    [1, 3],
    [6, 3],
    [7, 4],
    [25, 13],
    [400, 200],
    [800, 200],
  ])('of a service of %i trips after %i failures', (desired, threshold) => {
    expect(breakerThreshold(desired)).toBe(threshold);
  });
});

describe('the back-off', () => {
  it.each([
    [0, 0],
    [1, 10_000],
    [2, 20_000],
    [5, 160_000],
    [9, 27 * 60_000],
    [1000, 27 * 60_000],
  ])('after %i failed starts is %i ms', (failed, ms) => {
    expect(backOffMs(failed)).toBe(ms);
  });
});

describe('a stopped task', () => {
  it.each([
    ['TaskFailedToStart', 'CannotPullContainerError: x', true],
    ['EssentialContainerExited', 'Essential container in task exited', true],
    ['ServiceSchedulerInitiated', 'Task failed container health checks', true],
    ['ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group x)', true],
    ['ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment x)', false],
    ['UserInitiated', 'Task failed my expectations', false],
    ['TerminationNotice', 'The rehearsal was stopped', false],
  ] as const)('with %s and "%s" is a failure: %s', (stopCode, stoppedReason, failure) => {
    expect(hasFailed(aTask(aService(), { stopCode, stoppedReason }))).toBe(failure);
  });
});

describe('a service', () => {
  const { startedAt: _, ...neverRan } = aTask(aService(), { stopCode: 'TaskFailedToStart', stoppedReason: 'x' });
  const crashed = aTask(aService(), { stopCode: 'EssentialContainerExited', stoppedReason: 'x' });
  const fail = (times: number, task: Task) => {
    let result = { service: aService(), told: [] as string[] };
    for (let time = 0; time < times; time++) result = afterStop(result.service, task, 1_000);
    return result;
  };

  it('counts failures of the deployment and waits longer each time a task never ran', () => {
    expect(fail(2, neverRan).service).toMatchObject({
      failedStarts: 2,
      startNotBefore: 21_000,
      deployments: [{ failedTasks: 2 }],
    });
  });

  it('says once that it cannot start tasks consistently', () => {
    expect([1, 2, 3, 4].map((times) => fail(times, neverRan).told.length)).toEqual([0, 0, 1, 0]);
  });

  it('counts a crash too, but only pauses', () => {
    expect(fail(3, crashed).service).toMatchObject({
      failedStarts: 0,
      startNotBefore: 6_000,
      deployments: [{ failedTasks: 3 }],
    });
  });

  it('counts no failure of a deployment that has had a healthy task', () => {
    const service = aService();
    const proven = { ...service, deployments: service.deployments.map((one) => ({ ...one, proven: true })) };
    expect(afterStop(proven, crashed, 0).service.deployments[0]?.failedTasks).toBe(0);
  });

  it('forgets its back-off once a task runs', () => {
    expect(afterRunning(fail(2, neverRan).service)).toMatchObject({ failedStarts: 0, startNotBefore: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { aService, aTask, GROUP } from '../testing.ts';
import type { Container, Health, Targets, Task } from '../types.ts';
import { judge } from './verdict.ts';

const service = aService({ healthCheckGracePeriodSeconds: 120 });
const AFTER_GRACE = 130_000;

const container = (checked: boolean, health: Health, essential = true): Container => ({
  name: 'web',
  image: 'web',
  essential,
  lastStatus: 'RUNNING',
  checked,
  health,
});
const target = (...states: Targets[number]['state'][]): Targets =>
  states.map((state) => ({ targetGroupArn: GROUP, state }));
const task = (...containers: Container[]): Task => aTask(service, containers.length > 0 ? { containers } : {});

const waiting = { kind: 'waiting' };
const healthy = { kind: 'healthy' };
const failing = (reason: string) => ({ kind: 'failing', reason });
const ELB = failing(`Task failed ELB health checks in (target-group ${GROUP})`);
const CONTAINER = failing('Task failed container health checks');

describe('a running task', () => {
  it.each([
    ['with nothing that checks it is waited for at first', task(), target(), 9_999, waiting],
    ['with nothing that checks it is healthy after a while', task(), target(), 10_000, healthy],
    ['waits for its container check', task(container(true, 'UNKNOWN')), target(), AFTER_GRACE, waiting],
    ['is healthy as soon as its container check says so', task(container(true, 'HEALTHY')), target(), 1, healthy],
    ['waits for its target', task(), target('initial'), AFTER_GRACE, waiting],
    ['is healthy as soon as its target is', task(), target('healthy'), 1, healthy],
    ['needs all of its targets', task(), target('healthy', 'initial'), AFTER_GRACE, waiting],
    ['needs its container and its target', task(container(true, 'HEALTHY')), target('initial'), 1, waiting],
    ['whose target drains is waited for', task(), target('draining'), AFTER_GRACE, waiting],
    ['whose target group nobody uses is waited for at first', task(), target('unused'), 14_999, waiting],
    ['whose target group nobody uses is healthy after a while', task(), target('unused'), 15_000, healthy],
    ['fails with its target', task(), target('unhealthy'), AFTER_GRACE, ELB],
    ['fails with its container', task(container(true, 'UNHEALTHY')), target('healthy'), AFTER_GRACE, CONTAINER],
    ['is only waited for within the grace period', task(), target('unhealthy'), 119_999, waiting],
    ['is spared its container too', task(container(true, 'UNHEALTHY')), target(), 119_999, waiting],
    ['fails when the grace period ends', task(), target('unhealthy'), 120_000, ELB],
    [
      'does not fail with a container that is not essential',
      task(container(true, 'HEALTHY'), container(true, 'UNHEALTHY', false)),
      target('healthy'),
      AFTER_GRACE,
      waiting,
    ],
  ])('%s', (_, given, targets, ranMs, verdict) => {
    expect(judge(service, given, targets, ranMs)).toEqual(verdict);
  });
});

it.each(['PROVISIONING', 'PENDING', 'ACTIVATING', 'DEACTIVATING', 'STOPPING'] as const)(
  'waits for a task that is %s',
  (lastStatus) => {
    expect(judge(service, aTask(service, { lastStatus }), target('unhealthy'), AFTER_GRACE)).toEqual(waiting);
  },
);

import type { Decision } from './core/reconcile.ts';
import type { Service, Task } from './types.ts';

/**
 * What is physically under way, a sentence each: tasks that start or stop, and services that are about to change something or
 * wait for the health of a task that runs. A service that waits for its time, or for room, is not.
 */
export function underway(
  services: readonly Service[],
  tasks: readonly Task[],
  decide: (service: Service) => Pick<Decision, 'service' | 'stops' | 'starts'>,
): string[] {
  const moving = tasks.filter(isMoving).map(({ id, lastStatus }) => `task ${id} is ${lastStatus}`);
  const unsettled = services
    .filter(({ status }) => status !== 'INACTIVE')
    .filter((service) => {
      const { service: next, stops, starts } = decide(service);
      if (stops.length > 0 || starts > 0) return true;
      return !next.steady && tasks.some((task) => task.serviceArn === service.arn && task.lastStatus === 'RUNNING');
    })
    .map(({ name }) => `${name} is not steady yet`);
  return [...moving, ...unsettled];
}

function isMoving({ lastStatus, desiredStatus }: Task): boolean {
  if (lastStatus === 'STOPPED') return false;
  return lastStatus !== 'RUNNING' || desiredStatus === 'STOPPED';
}

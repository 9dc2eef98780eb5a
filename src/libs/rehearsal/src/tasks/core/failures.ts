import type { Instant, Service, Task } from '../types.ts';

/** The longest that ECS makes a service wait between attempts to start a task. */
export const LONGEST_BACK_OFF_MS = 27 * 60_000;
const FIRST_BACK_OFF_MS = 10_000;
/** Fargate needs a while to provision; without it a task that crashes at once would be started without a pause. */
const PAUSE_AFTER_CRASH_MS = 5_000;
const TOLD_AT = 3;

/** Deployments are given up after this many failed tasks in a row: half the desired count, 3 at least, 200 at most. */
export function breakerThreshold(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount * 0.5)));
}

/** The wait before the next start after `failedStarts` tasks in a row that never ran. */
export function backOffMs(failedStarts: number): number {
  return failedStarts < 1 ? 0 : Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failedStarts - 1));
}

/** Whether a stopped task counts against its deployment: it failed by itself, nobody wanted it to stop. */
export function hasFailed(task: Task): boolean {
  if (task.stopCode === 'TaskFailedToStart' || task.stopCode === 'EssentialContainerExited') return true;
  return task.stopCode === 'ServiceSchedulerInitiated' && (task.stoppedReason ?? '').startsWith('Task failed ');
}

/** The service after one of its tasks stopped, and what there is to tell. */
export function afterStop(service: Service, task: Task, now: Instant): { service: Service; told: string[] } {
  if (!hasFailed(task)) return { service, told: [] };
  const deployments = service.deployments.map((one) =>
    one.id === task.startedBy && !one.proven ? { ...one, failedTasks: one.failedTasks + 1, updatedAt: now } : one,
  );
  if (task.startedAt !== undefined) {
    const startNotBefore = Math.max(service.startNotBefore, now + PAUSE_AFTER_CRASH_MS);
    return { service: { ...service, deployments, startNotBefore }, told: [] };
  }
  const failedStarts = service.failedStarts + 1;
  const told =
    failedStarts === TOLD_AT
      ? [
          'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
        ]
      : [];
  return { service: { ...service, deployments, failedStarts, startNotBefore: now + backOffMs(failedStarts) }, told };
}

/** The service after AWS had no room for its next task: no task has failed, but the next try waits as after one. */
export function afterNoRoom(service: Service, now: Instant): Service {
  const failedStarts = service.failedStarts + 1;
  return { ...service, failedStarts, startNotBefore: now + backOffMs(failedStarts) };
}

/** The service after one of its tasks ran: the back-off begins anew. */
export function afterRunning(service: Service): Service {
  return service.failedStarts === 0 ? service : { ...service, failedStarts: 0, startNotBefore: 0 };
}

import type { Service, Targets, Task } from '../types.ts';

/** What the service scheduler thinks of a task. `failing` carries the reason for stopping it, as ECS words it. */
export type Verdict = { kind: 'waiting' } | { kind: 'healthy' } | { kind: 'failing'; reason: string };

/** A task with nothing that checks it counts as healthy after running this long, so that a crash loop is seen. */
export const UNCHECKED_SETTLES_MS = 10_000;
/** A target group that no rule names checks nothing: after this long it stands in nobody's way. */
export const UNUSED_SETTLES_MS = 15_000;

const WAITING: Verdict = { kind: 'waiting' };
const HEALTHY: Verdict = { kind: 'healthy' };

/**
 * Judges a task by its containers' checks and its targets; what fails within the grace period is only waited for. `ranMs` is for
 * how long it has run, at the machine's pace: no jump of the world's clock ends a grace period.
 */
export function judge(service: Service, task: Task, targets: Targets, ranMs: number): Verdict {
  if (task.lastStatus !== 'RUNNING' || task.startedAt === undefined) return WAITING;
  const failure = failing(task, targets);
  if (failure) return ranMs < service.healthCheckGraceSeconds * 1000 ? WAITING : { kind: 'failing', reason: failure };
  const checked = task.containers.some((container) => container.checked);
  if (task.containers.some((container) => container.checked && container.health !== 'HEALTHY')) return WAITING;
  if (targets.some(({ state }) => state === 'initial' || state === 'draining')) return WAITING;
  if (targets.some(({ state }) => state === 'unused') && ranMs < UNUSED_SETTLES_MS) return WAITING;
  if (!checked && targets.length === 0 && ranMs < UNCHECKED_SETTLES_MS) return WAITING;
  return HEALTHY;
}

function failing(task: Task, targets: Targets): string | undefined {
  const sick = task.containers.some((container) => container.essential && container.health === 'UNHEALTHY');
  if (sick) return 'Task failed container health checks';
  const target = targets.find(({ state }) => state === 'unhealthy');
  return target && `Task failed ELB health checks in (target-group ${target.targetGroupArn})`;
}

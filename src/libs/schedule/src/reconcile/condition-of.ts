import type { Desired, ObservedCondition } from '../condition.ts';
import type { Observed } from './observed.ts';
import { wakeable } from './obstacles.ts';

/**
 * What the environment is, seen with what it works towards (`goal`). An environment in which nothing can be woken is
 * asleep, not waking: its obstacles say why.
 */
export function conditionOf(observed: Observed, goal: Pick<Desired, 'condition'>): ObservedCondition {
  if (goal.condition === 'asleep') return isDown(observed) ? 'asleep' : 'falling-asleep';
  const services = wakeable(observed);
  if (services.length === 0 && tasksAreGone(observed)) return 'asleep';
  return services.every(({ running, forwarding }) => running > 0 && forwarding === 'app') ? 'awake' : 'waking';
}

function isDown(observed: Observed): boolean {
  const { database, services } = observed;
  const databaseIsDown = !database?.sleeps || database.status === 'stopped';
  return databaseIsDown && tasksAreGone(observed) && services.every(({ forwarding }) => forwarding === 'wake');
}

function tasksAreGone({ services }: Observed): boolean {
  return services.every(({ desired, running, pending }) => desired + running + pending === 0);
}

import type { Desired } from '../condition.ts';
import { databaseServes, type Observed, type ObservedService } from './observed.ts';
import { MOST_FAILED_STARTS, wakeable } from './obstacles.ts';

/** One step that changes the environment. */
export type Action =
  | { kind: 'start-database' }
  | { kind: 'stop-database' }
  | { kind: 'set-desired-count'; service: string; from: number; to: number }
  /** Back to 0: it does not start. */
  | { kind: 'give-up'; service: string; from: number }
  | { kind: 'set-forwarding'; service: string; to: 'app' | 'wake' };

/**
 * The steps that can be taken now towards what is desired, in order; none when there is nothing to do or only to wait.
 * Done twice they do nothing more, and whatever is left follows from the next observation.
 */
export function actions(desired: Pick<Desired, 'condition'>, observed: Observed): Action[] {
  return desired.condition === 'awake' ? toWake(observed) : toSleep(observed);
}

/** An action in a few words. */
export function sayAction(action: Action): string {
  switch (action.kind) {
    case 'start-database':
      return 'start the database';
    case 'stop-database':
      return 'stop the database';
    case 'set-desired-count':
      return `${action.service}: desired count ${action.from} to ${action.to}`;
    case 'give-up':
      return `${action.service}: desired count ${action.from} to 0, as it failed to start ${MOST_FAILED_STARTS} times`;
    case 'set-forwarding':
      return `${action.service}: visitors go to the ${action.to === 'app' ? 'application' : 'wake page'}`;
  }
}

/** Database, then services, then visitors: each step only when the one before it holds. */
function toWake(observed: Observed): Action[] {
  const { database } = observed;
  if (database?.status === 'stopped') return [{ kind: 'start-database' }];
  if (database === null || !databaseServes(database.status)) return [];
  const [hopeless, services] = split(wakeable(observed), doesNotStart);
  const givingUp = hopeless.map(({ name, desired }): Action => ({ kind: 'give-up', service: name, from: desired }));
  const counts = services
    .filter(({ desired }) => desired === 0)
    .map(({ name, awakeCount }): Action => ({ kind: 'set-desired-count', service: name, from: 0, to: awakeCount }));
  // Web asks the API, so visitors come back to all of them together.
  const allHealthy = services.every(({ healthyTargets, desired }) => healthyTargets > 0 && desired > 0);
  const flips = allHealthy ? forward(services, 'app') : [];
  const without = observed.services.filter(({ gaveUp, desired }) => gaveUp && desired === 0);
  return [...givingUp, ...forward(without, 'wake'), ...counts, ...flips];
}

function doesNotStart({ desired, healthyTargets, failedStarts }: ObservedService): boolean {
  return desired > 0 && healthyTargets === 0 && failedStarts >= MOST_FAILED_STARTS;
}

function split<T>(all: readonly T[], holds: (one: T) => boolean): [yes: T[], no: T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

function forward(services: readonly ObservedService[], to: 'app' | 'wake'): Action[] {
  return services
    .filter(({ forwarding }) => forwarding !== to)
    .map(({ name }): Action => ({ kind: 'set-forwarding', service: name, to }));
}

/**
 * Visitors first, then services, then the database. Flip and count may go in one go: ECS deregisters a target and lets
 * it drain before it ends the task. The database stops when the last task has gone; one that is held is started.
 */
function toSleep({ services, database }: Observed): Action[] {
  const present = services.filter(({ exists }) => exists);
  const counts = present
    .filter(({ desired }) => desired > 0)
    .map(({ name, desired }): Action => ({ kind: 'set-desired-count', service: name, from: desired, to: 0 }));
  const empty = present.every(({ desired, running, pending }) => desired + running + pending === 0);
  const stop: Action[] =
    empty && database?.sleeps && database.status === 'available' ? [{ kind: 'stop-database' }] : [];
  const start: Action[] = database?.heldUntil && database.status === 'stopped' ? [{ kind: 'start-database' }] : [];
  return [...start, ...forward(services, 'wake'), ...counts, ...stop];
}

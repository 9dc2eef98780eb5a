import type { Calendar } from '../calendar/calendar.ts';
import type { Desired } from '../condition.ts';
import { actions } from './actions.ts';
import { conditionOf } from './condition-of.ts';
import type { Observed } from './observed.ts';
import { obstacles, wakeable } from './obstacles.ts';

/** Whether all is as it should be: the condition is reached, every service that is up is healthy, and nothing is left to do. */
export function isSettled(observed: Observed, target: Pick<Desired, 'condition'>): boolean {
  if (actions(target, observed).length > 0 || conditionOf(observed, target) !== target.condition) return false;
  if (target.condition === 'asleep') return true;
  return obstacles(observed).length === 0 && wakeable(observed).every(({ healthyTargets }) => healthyTargets > 0);
}

/**
 * The moment before which another firing does nothing, as long as nothing changes in the world; null: call at the next one.
 * @param others moments at which something else is due, such as a notice
 */
export function quietUntil(
  world: { calendar: Calendar; observed: Observed; target: Desired },
  others: readonly (Date | null)[],
  now: Date,
): Date | null {
  const { calendar, observed, target } = world;
  if (!isSettled(observed, target)) return null;
  const lead = (at: Date | null) => at && new Date(at.getTime() - calendar.wakeLeadMs);
  // Rather too early than too late: waking may begin before the calendar opens next, or before a stop ends at an opening.
  const changes = [target.until, lead(target.until), lead(calendar.nextEdge(now))];
  const { sleepsFrom = null, heldUntil = null } = observed.database ?? {};
  return [...changes, sleepsFrom, heldUntil, ...others].reduce<Date>(
    (first, at) => (at !== null && at > now && at < first ? at : first),
    FAR_AWAY,
  );
}

/** Nothing is due. JSON has no infinity. */
const FAR_AWAY = new Date('9999-12-31T00:00:00Z');

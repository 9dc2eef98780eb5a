import type { Calendar } from '../calendar/calendar.ts';
import { goal } from '../desired.ts';
import { databaseServes, type Observed } from './observed.ts';

/**
 * Whether something runs that costs by the hour, although the calendar alone would let it sleep: for somebody's lease, for a
 * visit, or because it does not fall asleep. The lead before an opening is the calendar's.
 */
export function runsBeyond(
  calendar: Calendar,
  { services, database }: Observed,
  { databaseSleeps }: { databaseSleeps: boolean },
  now: Date,
): boolean {
  if (goal(calendar, [], now).condition === 'awake') return false;
  const tasks = services.some(({ running, pending }) => running + pending > 0);
  return tasks || (databaseSleeps && database !== null && databaseServes(database.status));
}

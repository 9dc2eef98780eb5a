import type { Schedule } from './read.ts';

/** What is known of a schedule: its next firing. `resting`: it, and some after it, are being passed over. */
export type Due = { schedule: Pick<Schedule, 'nextAfter'>; at: Date | undefined; resting: boolean };

/**
 * A schedule at `now`, when its firings before `until` may be passed over (undefined: none may): its next firing, when that is to
 * be looked at again, and how many have been passed over since the last look. One that may rest no longer goes on with its first
 * firing from now on: those behind it fell into a time in which nothing had changed.
 */
export function rested<D extends Due>(
  entry: D,
  until: Date | undefined,
  now: Date,
): { next: D; wake?: Date; count: number } {
  const isPassed = (at: Date) => at < now && (entry.resting || (until !== undefined && at < until));
  let { at } = entry;
  let count = 0;
  for (; at && isPassed(at); count += 1) at = entry.schedule.nextAfter(at);
  const resting = at !== undefined && until !== undefined && at < until;
  const wake = resting ? entry.schedule.nextAfter(new Date(until.getTime() - 1)) : at;
  return { next: { ...entry, at, resting }, count, ...(wake && { wake }) };
}

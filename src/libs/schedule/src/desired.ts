import type { Calendar } from './calendar/calendar.ts';
import type { Because, Change, Condition, Desired } from './condition.ts';
import { becauseOf, deciding, newestCovering } from './leases/cover.ts';
import type { Lease } from './leases/lease.ts';
import { DAY_MS } from './time/tokyo.ts';

/** What the environment should be now, why, and until when: what the leases that cover now say, else the calendar. */
export function desired(calendar: Calendar, leases: readonly Lease[], now: Date): Desired {
  const decision = decide(calendar, leases, now);
  return { ...decision, until: nextChange(calendar, leases, now, decision.condition) };
}

/** The changes of the desired condition after `from`, for `days` days (the end exclusive). */
export function upcoming(calendar: Calendar, leases: readonly Lease[], from: Date, days: number): Change[] {
  const end = from.getTime() + days * DAY_MS;
  const changes: Change[] = [];
  let { until } = desired(calendar, leases, from);
  while (until !== null && until.getTime() < end) {
    const next: Desired = desired(calendar, leases, until);
    changes.push({ at: until, condition: next.condition, because: next.because });
    until = next.until;
  }
  return changes;
}

/**
 * What to work towards now. It is `desired`, except that waking begins `wakeLeadMs` before the calendar opens, so that
 * everything is up at the moment people count on. Only the calendar's own opening is anticipated: a lease ends on time,
 * and who stops it when it has begun to wake is obeyed.
 */
export function goal(calendar: Calendar, leases: readonly Lease[], now: Date): Desired {
  const wanted = desired(calendar, leases, now);
  if (wanted.condition === 'awake' || calendar.at(now).condition === 'awake') return wanted;
  const opening = calendar.nextEdge(now);
  if (opening === null) return wanted;
  const begins = new Date(opening.getTime() - calendar.wakeLeadMs);
  const stop = newestCovering(leases, now);
  if (now < begins || (stop !== undefined && stop.madeAt >= begins)) return wanted;
  const then = desired(calendar, leases, opening);
  return then.condition === 'awake' ? then : wanted;
}

/** As `desired`, without its end, which takes longer to find. */
export function decide(
  calendar: Calendar,
  leases: readonly Lease[],
  now: Date,
): { condition: Condition; because: Because } {
  const decision = deciding(leases, now);
  return decision ? { condition: decision.lease.condition, because: becauseOf(decision) } : calendar.at(now);
}

function nextChange(calendar: Calendar, leases: readonly Lease[], now: Date, condition: Condition): Date | null {
  let at = nextBoundary(calendar, leases, now);
  while (at !== null && decide(calendar, leases, at).condition === condition) at = nextBoundary(calendar, leases, at);
  return at;
}

/** The next instant at which anything that decides may change. Asked for every minute of years. */
function nextBoundary(calendar: Calendar, leases: readonly Lease[], after: Date): Date | null {
  const ms = after.getTime();
  let first = calendar.nextEdge(after);
  let firstMs = first?.getTime() ?? Number.POSITIVE_INFINITY;
  for (const { from, until } of leases)
    for (const at of [from, until])
      if (at.getTime() > ms && at.getTime() < firstMs) {
        first = at;
        firstMs = at.getTime();
      }
  return first;
}

import type { Calendar } from '../calendar/calendar.ts';
import { desired, goal } from '../desired.ts';
import type { Lease } from '../leases/lease.ts';
import { makeLease } from '../leases/make.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, midnight, tokyoDay } from '../time/tokyo.ts';

/** The most that visits alone keep it awake in one Tokyo day. */
export const VISITS_A_DAY_MS = 4 * HOUR_MS;

/** The world in which a visitor asks. `id` is the name of the lease that may be made. */
export type Visit = { calendar: Calendar; leases: readonly Lease[]; now: Date; id: string };

/** Less than this is not worth a lease: a button that is pressed again and again makes one a minute. */
const WORTH_MS = MINUTE_MS;

/** The lease that the wake page's button makes; null when it is to be awake that long anyway. */
export function buttonLease({ calendar, leases, now, id }: Visit): Lease | null {
  const until = new Date(now.getTime() + calendar.startLastsMs);
  const current = desired(calendar, leases, now);
  const anyway = current.until === null || current.until.getTime() > until.getTime() - WORTH_MS;
  if (current.condition === 'awake' && anyway) return null;
  return visitorsLease(id, 'button', until, now);
}

/** The lease that a visit makes by itself; null when it is waking already, and when this day's visits have used up their hours. */
export function visitLease({ calendar, leases, now, id }: Visit): Lease | null {
  if (goal(calendar, leases, now).condition === 'awake') return null;
  const leftMs = VISITS_A_DAY_MS - visitedMs(leases, now);
  if (leftMs < WORTH_MS) return null;
  const lastsMs = Math.min(calendar.startLastsMs, leftMs);
  return visitorsLease(id, 'visit', new Date(now.getTime() + lastsMs), now);
}

/**
 * The lease of who took up an offer to stay awake.
 * @throws LeaseRefused when its end is past or too far away
 */
export function offerLease(id: string, until: Date, now: Date): Lease {
  return visitorsLease(id, 'offer', until, now);
}

function visitorsLease(id: string, kind: string, until: Date, now: Date): Lease {
  return makeLease({ id, condition: 'awake', until, by: 'a visitor', why: '', kind }, now);
}

/** How much of this Tokyo day the leases of visits cover; where two of them meet, once. */
function visitedMs(leases: readonly Lease[], now: Date): number {
  const start = midnight(tokyoDay(now));
  const spans = leases
    .filter(({ kind }) => kind === 'visit')
    .map(({ from, until }) => [Math.max(from.getTime(), start), Math.min(until.getTime(), start + DAY_MS)] as const)
    .toSorted(([one], [other]) => one - other);
  let total = 0;
  let counted = start;
  for (const [from, until] of spans) {
    total += Math.max(0, until - Math.max(from, counted));
    counted = Math.max(counted, until);
  }
  return total;
}

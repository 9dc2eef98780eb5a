import { sayDuration } from '../time/say.ts';
import { HOUR_MS, MINUTE_MS } from '../time/tokyo.ts';
import type { Lease } from './lease.ts';
import { makeLease } from './make.ts';

/** A request in so long a time before it would sleep shows that it is used. */
export const USED_WITHIN_MS = 15 * MINUTE_MS;
/** By so much sleep is postponed, … */
export const POSTPONED_BY_MS = 30 * MINUTE_MS;
/** … and so often before one night. */
export const MOST_POSTPONEMENTS = 3;

/** Longer than the postponements of one evening reach back, shorter than to those of the evening before. */
const SAME_EVENING_MS = 6 * HOUR_MS;

/** Whether sleep may be postponed once more at an instant. */
export function mayPostpone(leases: readonly Lease[], now: Date): boolean {
  return postponements(leases, now).length < MOST_POSTPONEMENTS;
}

/** The lease that postpones sleep. Two firings at once make the same one. */
export function postpone(leases: readonly Lease[], requests: number, now: Date): Lease {
  const count = postponements(leases, now).length + 1;
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  return makeLease(
    {
      id: `${minute.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z-use-${count}`,
      condition: 'awake',
      until: new Date(minute.getTime() + POSTPONED_BY_MS),
      by: 'the scheduler',
      why: `it is in use (${requests} requests in the last ${sayDuration(USED_WITHIN_MS)}; postponed ${count} of ${MOST_POSTPONEMENTS} times)`,
      kind: 'use',
    },
    now,
  );
}

function postponements(leases: readonly Lease[], now: Date): Lease[] {
  return leases.filter(({ kind, from }) => kind === 'use' && now.getTime() - from.getTime() < SAME_EVENING_MS);
}

import type { Because } from '../condition.ts';
import type { Lease } from './lease.ts';

/** Whether a lease holds at an instant. */
export function covers(lease: Lease, now: Date): boolean {
  const ms = now.getTime(); // comparing dates themselves takes ten times as long
  return lease.from.getTime() <= ms && ms < lease.until.getTime();
}

/** The lease made last of those that cover an instant and are about the whole environment. */
export function newestCovering(leases: readonly Lease[], now: Date): Lease | undefined {
  let best: Lease | undefined;
  for (const lease of leases)
    if (lease.only === undefined && covers(lease, now) && (best === undefined || isNewer(lease, best))) best = lease;
  return best;
}

/** Of the leases that keep the database alone awake at an instant, the one that ends last; null: there is none. */
export function databaseLease(leases: readonly Lease[], now: Date): Lease | null {
  const holding = leases.filter((lease) => lease.only === 'database' && covers(lease, now));
  return holding.reduce<Lease | null>((last, lease) => (last && last.until >= lease.until ? last : lease), null);
}

/** What decides at an instant, when a lease does. `waits` is the stop that a hold makes wait. */
export type Deciding = { lease: Lease; waits: Lease | null };

/** The newest lease that covers the instant; but a stop waits for the holds of what is under way, however old they are. */
export function deciding(leases: readonly Lease[], now: Date): Deciding | null {
  const newest = newestCovering(leases, now);
  if (newest === undefined) return null;
  if (newest.condition === 'awake') return { lease: newest, waits: null };
  const hold = newestCovering(
    leases.filter(({ kind }) => kind === 'hold'),
    now,
  );
  return hold ? { lease: hold, waits: newest } : { lease: newest, waits: null };
}

/** Why it is so, in words that name who made it so. */
export function becauseOf({ lease, waits }: Deciding): Because {
  const why = lease.why === '' ? '' : `: ${lease.why}`;
  const wait = waits === null ? '' : `; the stop by ${waits.by} waits for it`;
  return {
    code: CODES[lease.kind] ?? 'lease',
    text: `${VERBS[lease.kind] ?? verb(lease)} by ${lease.by}${why}${wait}`,
  };
}

const CODES: Readonly<Record<string, Because['code']>> = { hold: 'hold', visit: 'visit', button: 'visit' };
const VERBS: Readonly<Record<string, string>> = { hold: 'held awake', visit: 'woken', button: 'woken' };

function verb({ condition }: Lease): string {
  return condition === 'awake' ? 'kept awake' : 'stopped';
}

/** Two made in the same millisecond are told apart by id, so that everybody decides alike. */
function isNewer(lease: Lease, other: Lease): boolean {
  const difference = lease.madeAt.getTime() - other.madeAt.getTime();
  return difference > 0 || (difference === 0 && lease.id > other.id);
}

import type { Because } from '../condition.ts';
import type { Lease } from './lease.ts';

/** Whether a lease holds at an instant. */
export function covers(lease: Lease, now: Date): boolean {
  return lease.from <= now && now < lease.until;
}

/** The lease that decides at an instant: of those that cover it, the one made last. */
export function newestCovering(leases: readonly Lease[], now: Date): Lease | undefined {
  return leases
    .filter((lease) => covers(lease, now))
    .reduce<Lease | undefined>((best, lease) => (best && !isNewer(lease, best) ? best : lease), undefined);
}

/** Why a lease makes it so, in words that name its maker. */
export function becauseOf(lease: Lease): Because {
  const code = lease.kind === 'hold' || lease.kind === 'visit' ? lease.kind : 'lease';
  const verb = lease.condition === 'awake' ? 'kept awake' : 'stopped';
  return { code, text: `${verb} by ${lease.by}${lease.why === '' ? '' : `: ${lease.why}`}` };
}

/** Two made in the same millisecond are told apart by id, so that everybody decides alike. */
function isNewer(lease: Lease, other: Lease): boolean {
  const difference = lease.madeAt.getTime() - other.madeAt.getTime();
  return difference > 0 || (difference === 0 && lease.id > other.id);
}

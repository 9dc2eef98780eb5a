import { databaseLease, deciding, type Lease, parseLeases, type StoredLease } from '@bookmark-manager/schedule';

/** What a lease does now: `waits` is a stop that a hold makes wait, `overruled` one that a newer lease wins over. */
export type LeaseEffect = 'decides' | 'waits' | 'overruled' | 'later' | 'ended';

export type ListedLease = { lease: Lease; effect: LeaseEffect };
export type UnreadableLease = { id: string; problem: string };

/** The leases in the order in which they end, and those that nobody can read. */
export function listLeases(
  stored: readonly StoredLease[],
  now: Date,
): { leases: ListedLease[]; unreadable: UnreadableLease[] } {
  const { leases } = parseLeases(stored);
  const decision = deciding(leases, now);
  const holding = databaseLease(leases, now);
  const effectOf = (lease: Lease): LeaseEffect => {
    if (lease.until <= now) return 'ended';
    if (lease.from > now) return 'later';
    if (lease === decision?.lease || lease === holding) return 'decides';
    return lease === decision?.waits ? 'waits' : 'overruled';
  };
  return {
    leases: leases
      .map((lease) => ({ lease, effect: effectOf(lease) }))
      .sort((one, other) => one.lease.until.getTime() - other.lease.until.getTime()),
    unreadable: stored.flatMap((each) => {
      const [problem] = parseLeases([each]).problems;
      return problem === undefined ? [] : [{ id: leaseId(each.name), problem }];
    }),
  };
}

export function leaseId(parameter: string): string {
  return parameter.slice(parameter.lastIndexOf('/') + 1);
}

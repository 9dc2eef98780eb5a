import type { Condition } from '../condition.ts';
import { say, sayDuration } from '../time/say.ts';
import { type Lease, LONGEST_LEASE_MS } from './lease.ts';
import { LeaseRefused } from './refused.ts';

/** What a new lease is made of; `from` defaults to now. */
export type LeaseRequest = {
  id: string;
  condition: Condition;
  from?: Date;
  until: Date;
  by: string;
  why: string;
  kind: string;
  only?: 'database';
  heldBy?: { machine: string; pid: number };
};

/**
 * A lease made now.
 * @throws LeaseRefused when it names the past, ends before it starts, or is longer than 14 days
 */
export function makeLease(request: LeaseRequest, now: Date): Lease {
  const lease = { ...request, from: request.from ?? now, madeAt: now };
  if (lease.from < now)
    throw new LeaseRefused(`it would start in the past: ${say(lease.from)}, and now it is ${say(now)} (Tokyo)`);
  check(lease, now);
  return lease;
}

/**
 * The same lease with a later end. It stays as old as it was: a `stop` made since then still wins.
 * @throws LeaseRefused as `makeLease` does
 */
export function renewLease(lease: Lease, until: Date, now: Date): Lease {
  const renewed = { ...lease, from: lease.from < now ? now : lease.from, until };
  check(renewed, now);
  return renewed;
}

/** A name for a lease: readable, sortable by time, and unique by its `salt` (a few random letters). */
export function leaseName(kind: string, now: Date, salt: string): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${stamp}Z-${kind}-${salt}`;
}

function check({ from, until }: Lease, now: Date): void {
  if (until <= now)
    throw new LeaseRefused(`it would end in the past: ${say(until)}, and now it is ${say(now)} (Tokyo)`);
  if (until <= from)
    throw new LeaseRefused(`it would end before it starts: from ${say(from)} until ${say(until)} (Tokyo)`);
  const lasts = until.getTime() - from.getTime();
  if (lasts > LONGEST_LEASE_MS)
    throw new LeaseRefused(
      `it would last ${sayDuration(lasts)}; the longest is 14 days, until ${say(new Date(from.getTime() + LONGEST_LEASE_MS))} (Tokyo)`,
    );
}

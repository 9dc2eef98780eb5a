import { type Calendar, desired, type Lease, type LeaseChange } from '@bookmark-manager/schedule';

/**
 * How much longer the environment will be awake with a change of its leases than without it, in milliseconds; negative: how
 * much shorter.
 */
export function moreAwakeMs(calendar: Calendar, leases: readonly Lease[], change: LeaseChange, now: Date): number {
  const { put, remove } = change;
  const after = [...leases.filter((lease) => !remove.includes(lease)), ...(put ? [put] : [])];
  const ends = [...(put ? [put] : []), ...remove].map(({ until }) => until.getTime());
  const end = new Date(Math.max(now.getTime(), ...ends));
  return awakeMs(calendar, after, now, end) - awakeMs(calendar, leases, now, end);
}

function awakeMs(calendar: Calendar, leases: readonly Lease[], from: Date, end: Date): number {
  let sum = 0;
  let at = from;
  while (at < end) {
    const { condition, until } = desired(calendar, leases, at);
    const next = until !== null && until < end ? until : end;
    if (condition === 'awake') sum += next.getTime() - at.getTime();
    at = next;
  }
  return sum;
}

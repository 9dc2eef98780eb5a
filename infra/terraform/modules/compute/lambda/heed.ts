import {
  type Calendar,
  deciding,
  desired,
  type Lease,
  leaseName,
  mayPostpone,
  type Observed,
  postpone,
  startLease,
  stopLease,
} from '@bookmark-manager/schedule';
import { doorOf } from './door.ts';
import { outlived, readLeases, writeLeases } from './leases.ts';
import type { Payload } from './payload.ts';
import type { SchedulerDependencies } from './scheduler.ts';

/** The leases as they are after what was asked for; `heard` says in words what became of it. */
export type Heeded = { leases: Lease[]; problems: string[]; heard: string | null };

/** The lease is stored before anything is observed: should the rest fail, the next firing carries it out. */
export async function heed(
  payload: Payload,
  calendar: Calendar,
  { settings, clients, salt }: SchedulerDependencies,
  now: Date,
): Promise<Heeded> {
  const { leases, problems } = await readLeases(clients.ssm, settings.parameterPrefix);
  if (payload.action === 'status') return { leases, problems, heard: null };
  const old = outlived(leases, now);
  if (payload.action === 'reconcile') {
    await writeLeases(clients.ssm, settings.parameterPrefix, { put: null, remove: old });
    return { leases: leases.filter((lease) => !old.includes(lease)), problems, heard: null };
  }
  const asked = { calendar, leases, now, id: leaseName(payload.action, now, salt()) };
  const change = payload.action === 'start' ? startLease(payload, asked) : stopLease(payload, asked);
  const remove = [...new Set([...change.remove, ...old])];
  await writeLeases(clients.ssm, settings.parameterPrefix, { put: change.put, remove });
  const left = leases.filter((lease) => !remove.includes(lease));
  return { leases: change.put ? [...left, change.put] : left, problems, heard: change.text };
}

/**
 * The lease that postpones sleep because somebody uses the environment, stored; null when there is no such reason. A stop is
 * obeyed at once, and what visitors cannot reach any more is not used.
 */
export async function postponeWhileUsed(
  { calendar, leases, observed }: { calendar: Calendar; leases: readonly Lease[]; observed: Observed },
  { settings, clients }: SchedulerDependencies,
  now: Date,
): Promise<Lease | null> {
  if (!settings.slice.schedule.stay_awake_while_used) return null;
  const isSleepTime = desired(calendar, leases, now).condition === 'asleep' && deciding(leases, now) === null;
  const isReached = observed.services.some(({ forwarding, desired: count }) => forwarding === 'app' && count > 0);
  if (!isSleepTime || !isReached || !mayPostpone(leases, now)) return null;
  const requests = await doorOf(settings, clients).countRequests(now);
  if (requests === 0) return null;
  const put = postpone(leases, requests, now);
  await writeLeases(clients.ssm, settings.parameterPrefix, { put, remove: [] });
  return put;
}

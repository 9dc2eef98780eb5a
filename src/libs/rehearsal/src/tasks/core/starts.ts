import type { Instant, Service } from '../types.ts';
import { LONGEST_BACK_OFF_MS } from './failures.ts';
import { bounds, type Judged } from './judged.ts';

/** How many tasks of the primary deployment to start, given those that are left: never above the maximum percent. */
export function countStarts(service: Service, left: readonly Judged[], now: Instant): number {
  const primary = service.deployments[0];
  if (!primary || primary.rolloutState === 'FAILED' || isHeld(service, now)) return 0;
  const good = left.filter(({ fresh, verdict }) => fresh && verdict.kind !== 'failing').length;
  const room = bounds(service).most - left.length;
  return Math.max(0, Math.min(service.desiredCount - good, room));
}

/** A clock that was set back must not make a service wait for days: no back-off is longer than the longest. */
function isHeld({ startNotBefore }: Service, now: Instant): boolean {
  return now < startNotBefore && startNotBefore <= now + LONGEST_BACK_OFF_MS;
}

import type { Instant, Service } from '../types.ts';
import { bounds, type Judged } from './judged.ts';

/** How many tasks of the primary deployment to start, given those that are left: never above the maximum percent. */
export function countStarts(service: Service, left: readonly Judged[], now: Instant): number {
  const primary = service.deployments[0];
  if (!primary || primary.rolloutState === 'FAILED' || now < service.startNotBefore) return 0;
  const good = left.filter(({ fresh, verdict }) => fresh && verdict.kind !== 'failing').length;
  const room = bounds(service).most - left.length;
  return Math.max(0, Math.min(service.desiredCount - good, room));
}

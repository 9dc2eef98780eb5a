import type { Instant, Service } from '../types.ts';
import { bounds, type Judged, type Stop, scaling } from './judged.ts';

/**
 * Tasks to stop now: what failed, what is too many, and what the primary deployment has replaced. A protected task is neither too many nor
 * replaced: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */
export function chooseStops(service: Service, alive: readonly Judged[], now: Instant): Stop[] {
  const stops = [...failed(service, alive)];
  const rest = without(alive, stops);
  stops.push(...surplus(service, rest, now));
  stops.push(...replaced(service, without(alive, stops), now));
  return stops;
}

/**
 * Failing tasks. Those of a completed deployment are replaced before they are stopped while the maximum allows it (as
 * ECS does since 2023); those of a deployment under way are stopped at once.
 */
function failed(service: Service, alive: readonly Judged[]): Stop[] {
  const primary = service.deployments[0];
  const sick = alive.filter(({ verdict }) => verdict.kind === 'failing');
  const outdated = sick.filter(({ fresh }) => !fresh);
  const current = sick.filter(({ fresh }) => fresh).sort(oldestFirst);
  if (primary?.rolloutState !== 'COMPLETED') return [...outdated, ...current].map(order);
  const good = alive.filter(({ fresh, verdict }) => fresh && verdict.kind !== 'failing');
  const healthy = good.filter(({ verdict }) => verdict.kind === 'healthy').length;
  if (healthy >= service.desiredCount) return [...outdated, ...current].map(order);
  const room = bounds(service).most - (alive.length - outdated.length);
  const short = Math.max(0, service.desiredCount - good.length - room);
  return [...outdated, ...current.slice(0, short)].map(order);
}

/** More tasks of the primary deployment than desired: those that don't serve go first, then the youngest. */
function surplus(service: Service, alive: readonly Judged[], now: Instant): Stop[] {
  const fresh = alive.filter((one) => one.fresh && one.verdict.kind !== 'failing');
  const tooMany = fresh.length - service.desiredCount;
  const ranked = fresh
    .filter(mayGo(now))
    .sort((a, b) => serving(a) - serving(b) || b.task.createdAt - a.task.createdAt);
  const stopped = ranked.slice(0, Math.max(0, tooMany));
  const idle = service.desiredCount === 0 ? alive.filter((one) => one.fresh && one.verdict.kind === 'failing') : [];
  return [...stopped, ...idle].map(({ task }) => ({ task, ...scaling(service.deployments[0]?.id) }));
}

/** Tasks of older deployments, as many as the minimum of healthy ones allows; a failed rollout replaces nothing. */
function replaced(service: Service, alive: readonly Judged[], now: Instant): Stop[] {
  const primary = service.deployments[0];
  const givenUp = primary?.rolloutState === 'FAILED';
  const old = alive.filter(({ fresh }) => !fresh).filter(mayGo(now));
  const idle = old.filter(({ verdict }) => !givenUp && verdict.kind !== 'healthy');
  const serve = old.filter(({ verdict }) => verdict.kind === 'healthy').sort(oldestFirst);
  const healthy = alive.filter(({ verdict }) => verdict.kind === 'healthy').length;
  const spare = Math.max(0, healthy - (givenUp ? service.desiredCount : bounds(service).least));
  return [...idle, ...serve.slice(0, spare)].map(({ task }) => ({ task, ...scaling(primary?.id) }));
}

const mayGo =
  (now: Instant) =>
  ({ task }: Judged) =>
    (task.protectedUntil ?? now) <= now;
const without = (alive: readonly Judged[], stops: readonly Stop[]) =>
  alive.filter(({ task }) => !stops.some((stop) => stop.task.id === task.id));
const serving = ({ verdict }: Judged) => (verdict.kind === 'healthy' ? 1 : 0);
const oldestFirst = (a: Judged, b: Judged) => a.task.createdAt - b.task.createdAt;
const order = ({ task, verdict }: Judged): Stop => ({
  task,
  code: 'ServiceSchedulerInitiated',
  reason: verdict.kind === 'failing' ? verdict.reason : '',
});

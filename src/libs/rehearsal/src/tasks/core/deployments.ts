import type { Deployment, Instant, Revision, Service, Task } from '../types.ts';
import { breakerThreshold } from './failures.ts';
import type { Judged } from './judged.ts';

type Told = { service: Service; told: string[] };

/** Begins a deployment: it becomes the primary one, those before it stay until their tasks are gone. */
export function begin(service: Service, id: string, revision: Revision, now: Instant): Service {
  const primary: Deployment = {
    id,
    status: 'PRIMARY',
    revision,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    createdAt: now,
    updatedAt: now,
    failedTasks: 0,
    proven: false,
  };
  const older = service.deployments.map((one): Deployment => ({ ...one, status: 'ACTIVE' }));
  return { ...service, deployments: [primary, ...older], steady: false, failedStarts: 0, startNotBefore: 0 };
}

/** Notes that a deployment has a healthy task, or that it failed too often: then it is given up and rolled back. */
export function proveAndTrip(service: Service, alive: readonly Judged[], now: Instant): Told {
  const primary = service.deployments[0];
  if (!primary) return { service, told: [] };
  if (!primary.proven && alive.some(({ fresh, verdict }) => fresh && verdict.kind === 'healthy')) {
    return { service: withPrimary(service, { ...primary, proven: true, failedTasks: 0 }), told: [] };
  }
  const tripped =
    primary.rolloutState === 'IN_PROGRESS' && primary.failedTasks >= breakerThreshold(service.desiredCount);
  if (!service.circuitBreaker.enable || !tripped) return { service, told: [] };
  return giveUp(service, primary, now);
}

function giveUp(service: Service, primary: Deployment, now: Instant): Told {
  const failed: Deployment = {
    ...primary,
    rolloutState: 'FAILED',
    rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    updatedAt: now,
  };
  const told = [`(deployment ${primary.id}) deployment failed: tasks failed to start.`];
  const target = service.completed;
  if (!service.circuitBreaker.rollback || !target || target.id === primary.id) {
    return { service: withPrimary(service, failed), told };
  }
  const restored: Deployment = {
    ...target,
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`,
    updatedAt: now,
    failedTasks: 0,
  };
  const older = [failed, ...service.deployments.slice(1)].filter((one) => one.id !== target.id);
  const deployments = [restored, ...older.map((one): Deployment => ({ ...one, status: 'ACTIVE' }))];
  return {
    service: { ...service, deployments, steady: false, failedStarts: 0, startNotBefore: 0 },
    told: [...told, `rolling back to (deployment ${target.id}).`],
  };
}

/** Forgets older deployments that have no task left; a failed one is shown until the primary one is completed. */
export function retire(service: Service, mine: readonly Task[]): Service {
  const [primary, ...older] = service.deployments;
  if (!primary) return service;
  const kept = older.filter(
    (one) =>
      mine.some((task) => task.startedBy === one.id) ||
      (one.rolloutState === 'FAILED' && primary.rolloutState !== 'COMPLETED'),
  );
  return kept.length === older.length ? service : { ...service, deployments: [primary, ...kept] };
}

/** Says when the primary deployment is completed and when the service is steady: all healthy, nothing older left. */
export function complete(
  service: Service,
  mine: readonly Task[],
  left: readonly Judged[],
  starts: number,
  now: Instant,
): Told {
  const primary = service.deployments[0];
  if (!primary || primary.rolloutState === 'FAILED') return { service, told: [] };
  const healthy = left.filter(({ fresh, verdict }) => fresh && verdict.kind === 'healthy').length;
  const settled = starts === 0 && healthy === service.desiredCount && mine.length === healthy;
  if (!settled) return { service: service.steady ? { ...service, steady: false } : service, told: [] };
  if (primary.rolloutState === 'COMPLETED') return steady(service, primary, []);
  const rolledBack = primary.rolloutStateReason.includes('rolling back');
  const completed: Deployment = {
    ...primary,
    rolloutState: 'COMPLETED',
    rolloutStateReason: rolledBack ? primary.rolloutStateReason : `ECS deployment ${primary.id} completed.`,
    updatedAt: now,
  };
  return steady({ ...service, steady: false }, completed, [`(deployment ${primary.id}) deployment completed.`]);
}

function steady(service: Service, primary: Deployment, told: string[]): Told {
  if (service.steady) return { service, told };
  return {
    service: { ...service, deployments: [primary], completed: primary, steady: true },
    told: ['has reached a steady state.', ...told],
  };
}

const withPrimary = (service: Service, primary: Deployment): Service => ({
  ...service,
  deployments: [primary, ...service.deployments.slice(1)],
});

import { databaseServes, type Observed, type ObservedService } from './observed.ts';

/** What keeps a service from waking until a person does something about it. */
export type Obstacle = {
  service: string;
  code: 'missing' | 'no-image' | 'no-database' | 'migration-missing' | 'gave-up';
  text: string;
};

/** A service that failed to start so often is set back to 0. */
export const MOST_FAILED_STARTS = 3;

/** Why a service can not be woken, or null. */
export function obstacleOf(service: ObservedService, observed: Observed): Obstacle | null {
  const obstacle = (code: Obstacle['code'], text: string): Obstacle => ({
    service: service.name,
    code,
    text: `${service.name} ${text}`,
  });
  if (!service.exists) return obstacle('missing', 'has no service in the cluster');
  // One that somebody started by hand, from an image pushed by hand, has shown that it has one.
  if (service.image === null && service.desired === 0) return obstacle('no-image', 'has no image yet');
  if (service.gaveUp)
    return obstacle(
      'gave-up',
      `failed to start ${MOST_FAILED_STARTS} times: it waits for another image, or a start by hand`,
    );
  if (observed.database === null) return obstacle('no-database', 'has no database to work with');
  const needs = service.image?.migration ?? null;
  if (needs === null || (observed.migration !== null && observed.migration >= needs)) return null;
  return obstacle(
    'migration-missing',
    `needs the migration ${needs}; the last one applied is ${observed.migration ?? 'none'}`,
  );
}

/** Every service's obstacle. */
export function obstacles(observed: Observed): Obstacle[] {
  return observed.services.flatMap((service) => obstacleOf(service, observed) ?? []);
}

/** The services that waking brings up: those with nothing in their way and an awake count. */
export function wakeable(observed: Observed): ObservedService[] {
  return observed.services.filter((service) => service.awakeCount > 0 && obstacleOf(service, observed) === null);
}

/** What the reconciler waits for now while waking, in words; empty when it waits for nothing. */
export function waitingFor(observed: Observed): string[] {
  const { database, door } = observed;
  if (database !== null && !databaseServes(database.status)) return [`the database is ${database.status}`];
  if (door.notReady !== null) return [door.notReady];
  return wakeable(observed)
    .filter(({ forwarding, healthyTargets }) => forwarding !== 'app' && healthyTargets === 0)
    .map(({ name }) => `${name} has no healthy target yet`);
}

import { databaseServes } from '../reconcile/observed.ts';

/** What of an observed environment tells how far its waking is. */
export type Seen = {
  /** `status` as RDS words it. */
  database: { status: string } | null;
  services: readonly { name: string; desired: number; running: number; healthyTargets: number }[];
};

export type StepName = 'database' | 'api' | 'web';
export type StepStatus = 'waiting' | 'starting' | 'ready';

/** How far one of the three is. `detail`: the database's status as RDS words it. */
export type Step = { name: StepName; status: StepStatus; detail?: string };

/** How far each is, in the order in which they wake; nothing when nothing was seen. */
export function progressOf(seen: Seen | null): Step[] {
  if (seen === null) return [];
  const { database } = seen;
  return [
    { name: 'database', status: databaseStep(database?.status), ...(database && { detail: database.status }) },
    { name: 'api', status: serviceStep(seen, 'api') },
    { name: 'web', status: serviceStep(seen, 'web') },
  ];
}

function databaseStep(status: string | undefined): StepStatus {
  if (status === undefined || status === 'stopped' || status === 'stopping') return 'waiting';
  return databaseServes(status) ? 'ready' : 'starting';
}

function serviceStep({ services }: Seen, name: StepName): StepStatus {
  const service = services.find((each) => each.name === name);
  if (service === undefined || service.desired + service.running === 0) return 'waiting';
  return service.healthyTargets > 0 ? 'ready' : 'starting';
}

import { MINUTE_MS } from '../time/tokyo.ts';

/** The environment as AWS shows it at one moment. */
export type Observed = {
  services: readonly ObservedService[];
  /** null: there is no database. */
  database: ObservedDatabase | null;
  /** The name of the last migration applied; null: none yet. */
  migration: string | null;
};

export type ObservedDatabase = {
  /** As RDS words it: available, stopped, starting, … */
  status: string;
  /** Whether it is to sleep with the rest: it decides what asleep means. */
  sleeps: boolean;
};

export type ObservedService = {
  /** `web`, `api`. */
  name: string;
  /** False when the cluster has no active service of that name; the counts are 0 then. */
  exists: boolean;
  desired: number;
  running: number;
  pending: number;
  /** What it returns to when it wakes. */
  awakeCount: number;
  /** null: none was ever deployed. `migration` is the one it needs; null: any will do. */
  image: { image: string; migration: string | null } | null;
  /** Targets of the application's own target group that the load balancer finds healthy. */
  healthyTargets: number;
  /** Where its listener rule sends visitors. */
  forwarding: Forwarding;
};

export type Forwarding = 'app' | 'wake' | 'mixed';

/** A database this young is left alone: the apply that made it may still be waiting to see it available. */
const SETTLING_MS = 30 * MINUTE_MS;

/** A database from what RDS says of it and from whether its shape lets it sleep. */
export function observedDatabase(
  status: string,
  createdAt: Date | undefined,
  databaseSleeps: boolean,
  now: Date,
): ObservedDatabase {
  const settled = createdAt === undefined || now.getTime() - createdAt.getTime() >= SETTLING_MS;
  return { status, sleeps: databaseSleeps && settled };
}

/** Where a rule sends visitors, from the weights of its two target groups. */
export function forwardingOf(weights: { app: number; wake: number }): Forwarding {
  if (weights.app > 0 && weights.wake === 0) return 'app';
  return weights.app === 0 && weights.wake > 0 ? 'wake' : 'mixed';
}

/** The count in a service's `AwakeCount` tag; 1 when there is none or it is no whole number. */
export function awakeCountOf(tag: string | undefined): number {
  return tag !== undefined && /^\d{1,4}$/.test(tag) ? Number(tag) : 1;
}

const USABLE = ['available', 'backing-up', 'modifying', 'storage-optimization', 'storage-config-upgrade'];

/** Whether a database of that status answers queries. */
export function databaseServes(status: string): boolean {
  return USABLE.includes(status) || status.startsWith('configuring-');
}

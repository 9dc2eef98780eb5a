import { databaseLease } from '../leases/cover.ts';
import type { Lease } from '../leases/lease.ts';
import { MINUTE_MS } from '../time/tokyo.ts';

/** The environment as AWS shows it at one moment. */
export type Observed = {
  services: readonly ObservedService[];
  /** null: there is no database. */
  database: ObservedDatabase | null;
  /** The name of the last migration applied; null: none yet. */
  migration: string | null;
  door: ObservedDoor;
};

/** What the door asks of whoever wakes and puts to sleep. */
export type ObservedDoor = {
  /** What keeps it from letting visitors through to tasks, in words; null: nothing does. No task is started for it before. */
  notReady: string | null;
  /** Whether visitors may still be on their way to the tasks: these are kept until they cannot. */
  lingers: boolean;
  /** Whether it leads nowhere yet, not even to the services for whoever asks for their health. */
  blank: boolean;
};

/** A door that has nothing to wait for: a load balancer lets its targets drain by itself. */
export const PLAIN_DOOR: ObservedDoor = { notReady: null, lingers: false, blank: false };

export type ObservedDatabase = {
  /** As RDS words it: available, stopped, starting, … */
  status: string;
  /** Whether it is to sleep with the rest: it decides what asleep means. */
  sleeps: boolean;
  /** When it will be one to sleep, being too young for it yet; null: it is as it is. */
  sleepsFrom: Date | null;
  /** Until when a lease keeps it awake, whatever the rest does; null: none does. */
  heldUntil: Date | null;
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
  /** How many of its tasks the door finds healthy; 1 stands for any number where the door cannot tell. */
  healthyTargets: number;
  /** Where the door sends its visitors. */
  forwarding: Forwarding;
  /** How many of its tasks ended, or were found unhealthy, since this waking began. */
  failedStarts: number;
  /** Whether it was set back to 0 after three of them. */
  gaveUp: boolean;
  /** Whether AWS said, since this waking began, that it has no room for a task, and none runs yet. */
  unplaced: boolean;
  /** What its tasks are placed on. */
  capacity: Capacity;
  /** What the shape wants them placed on. */
  wantedCapacity: Capacity;
  /** Whether there has been no room for a task for so long that another capacity is to be tried. */
  longUnplaced: boolean;
};

/** Spot is Fargate at a third of the price, which AWS may take back with two minutes' notice, or not have. */
export type Capacity = 'spot' | 'on-demand';

export type Forwarding = 'app' | 'wake' | 'mixed';

/** A database this young is left alone: the apply that made it may still be waiting to see it available. */
const SETTLING_MS = 30 * MINUTE_MS;

/** A database from what RDS says of it, whether its shape lets it sleep, and what leases say of it alone. */
export function observedDatabase(
  { status, createdAt }: { status: string; createdAt: Date | undefined },
  { databaseSleeps, leases }: { databaseSleeps: boolean; leases: readonly Lease[] },
  now: Date,
): ObservedDatabase {
  const sleepsFrom = new Date((createdAt?.getTime() ?? 0) + SETTLING_MS);
  // One from the future is not young: the clock was set back.
  const settled = createdAt === undefined || createdAt > now || sleepsFrom <= now;
  const heldUntil = databaseLease(leases, now)?.until ?? null;
  return {
    status,
    sleeps: databaseSleeps && settled && heldUntil === null,
    sleepsFrom: databaseSleeps && !settled ? sleepsFrom : null,
    heldUntil,
  };
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

/** A service's counts and messages, as ECS describes them. */
type Described = {
  desiredCount?: number | undefined;
  runningCount?: number | undefined;
  events?: readonly { createdAt?: Date | undefined; message?: string | undefined }[] | undefined;
};

/** ECS goes on trying by itself for ever, on the same capacity. */
const TRIES_FOR_MS = 3 * MINUTE_MS;

/** Whether ECS said, since this waking began (null: it has not), that there is no room for a task, and none of the service runs yet. */
export function isUnplaced(service: Described, since: Date | null): boolean {
  return unplacedSince(service, since) !== null;
}

/** Whether it has been so for three minutes. */
export function isLongUnplaced(service: Described, since: Date | null, now: Date): boolean {
  const first = unplacedSince(service, since);
  return first !== null && now.getTime() - first.getTime() >= TRIES_FOR_MS;
}

/** Since when; what was said before a task was started last is over. */
function unplacedSince(
  { desiredCount = 0, runningCount = 0, events = [] }: Described,
  since: Date | null,
): Date | null {
  if (since === null || desiredCount === 0 || runningCount > 0) return null;
  const times = (pattern: RegExp) =>
    events.flatMap(({ createdAt, message = '' }) =>
      createdAt !== undefined && createdAt >= since && pattern.test(message) ? [createdAt.getTime()] : [],
    );
  const started = Math.max(0, ...times(/has started \d+ tasks/i));
  const refused = times(/unable to place a task.*capacity/i).filter((time) => time >= started);
  return refused.length === 0 ? null : new Date(Math.min(...refused));
}

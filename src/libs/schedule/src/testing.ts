import { createCalendar } from './calendar/calendar.ts';
import type { Condition } from './condition.ts';
import type { Lease } from './leases/lease.ts';
import type { Action } from './reconcile/actions.ts';
import { type Observed, type ObservedDatabase, type ObservedService, PLAIN_DOOR } from './reconcile/observed.ts';
import type { ScheduleSlice } from './settings/schedule-schema.ts';
import { parseMoment } from './time/moments.ts';

/** `2026-12-01 09:00` in Tokyo. */
export function tokyo(text: string): Date {
  return parseMoment(text, new Date(0));
}

type Changes = { calendar?: Partial<ScheduleSlice['calendar']>; schedule?: Partial<ScheduleSlice['schedule']> };

/** Weekdays 9 to 22, as both shapes have it, with what a test changes. */
export function slice({ calendar, schedule }: Changes = {}): ScheduleSlice {
  const day: [string, string][] = [['09:00', '22:00']];
  return {
    calendar: { closed_days: [], open_days: [], ...calendar },
    schedule: {
      mode: 'office-hours',
      office_hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
      public_holidays: false,
      database_sleeps: false,
      wake_lead_minutes: 15,
      start_lasts_minutes: 120,
      wake_on_visit: 'button',
      stay_awake_while_used: false,
      ...schedule,
    },
  };
}

export const weekdays = createCalendar(slice());

/** A lease of somebody's, made when it starts. */
export function lease(condition: Condition, from: string, until: string, changes: Partial<Lease> = {}): Lease {
  const start = tokyo(from);
  return {
    id: `${condition}-${from}`,
    condition,
    from: start,
    until: tokyo(until),
    by: 'mika',
    why: 'a demo',
    kind: condition === 'awake' ? 'start' : 'stop',
    madeAt: start,
    ...changes,
  };
}

/** A service that sleeps, ready to wake. */
export function service(name: string, changes: Partial<ObservedService> = {}): ObservedService {
  return {
    name,
    exists: true,
    desired: 0,
    running: 0,
    pending: 0,
    awakeCount: 1,
    image: { image: `${name}@sha256:1`, migration: '20260101_init' },
    healthyTargets: 0,
    forwarding: 'wake',
    failedStarts: 0,
    gaveUp: false,
    unplaced: false,
    capacity: 'on-demand',
    wantedCapacity: 'on-demand',
    longUnplaced: false,
    ...changes,
  };
}

/** A database of that status, old enough to sleep where it is one to sleep. */
export function database(status: string, sleeps = true): ObservedDatabase {
  return { status, sleeps, sleepsFrom: null, heldUntil: null };
}

/** Both services asleep, the database up and not one to sleep. */
export function observed(changes: Partial<Observed> = {}): Observed {
  return {
    services: [service('web'), service('api')],
    database: database('available', false),
    migration: '20260101_init',
    door: PLAIN_DOOR,
    ...changes,
  };
}

/** What AWS makes of an action at once. */
export function applied(action: Action, world: Observed): Observed {
  const services = (name: string, change: Partial<ObservedService>) => ({
    ...world,
    services: world.services.map((each) => (each.name === name ? { ...each, ...change } : each)),
  });
  switch (action.kind) {
    case 'start-database':
      return { ...world, database: world.database && { ...world.database, status: 'starting' } };
    case 'stop-database':
      return { ...world, database: world.database && { ...world.database, status: 'stopping' } };
    case 'set-desired-count':
      return services(action.service, { desired: action.to });
    case 'give-up':
      return services(action.service, { desired: 0, gaveUp: true });
    case 'set-capacity':
      return services(action.service, { capacity: action.to, longUnplaced: false });
    case 'set-forwarding':
      return services(action.service, { forwarding: action.to });
  }
}

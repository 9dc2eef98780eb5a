import {
  type Because,
  conditionOf,
  createCalendar,
  desired,
  goal,
  holidaysEnd,
  type Observed,
  type ObservedCondition,
  obstacles,
  parseLeases,
  publicHolidayIfKnown,
  type ScheduleSlice,
  type StoredLease,
  waitingFor,
} from '@bookmark-manager/schedule';
import { SERVICES } from '../names.ts';

/** `staging status --json`: others build on it, so it changes only by a decision. Instants are ISO 8601 in Z. */
export type Status = {
  condition: ObservedCondition;
  because: Pick<Because, 'code' | 'text'>;
  until: string | null;
  now: string;
  url: string | null;
  services: { name: string; desired: number; running: number; awakeCount: number; image: string | null }[];
  database: { status: string } | null;
  leases: {
    id: string;
    condition: 'awake' | 'asleep';
    from: string;
    until: string;
    by: string;
    why: string;
    only?: 'database';
  }[];
};

/** What people are told besides: what it should be now, what is waited for, and what is wrong with leases and calendar. */
export type Remarks = { wanted: 'awake' | 'asleep'; waiting: string[]; problems: string[] };

export type Seen = {
  slice: ScheduleSlice;
  observed: Observed;
  leases: readonly StoredLease[];
  url: string | null;
  now: Date;
};

/** The status of what was seen. `because` and `until` are about what it should be now, `condition` about what it is. */
export function statusOf({ slice, observed, leases: stored, url, now }: Seen): { status: Status; remarks: Remarks } {
  const calendar = createCalendar(slice, publicHolidayIfKnown);
  const { leases, problems } = parseLeases(stored);
  const wanted = desired(calendar, leases, now);
  const target = goal(calendar, leases, now);
  const awakeIsWanted = target.condition === 'awake';
  const status: Status = {
    condition: conditionOf(observed, target),
    because: { code: wanted.because.code, text: wanted.because.text },
    until: wanted.until?.toISOString() ?? null,
    now: now.toISOString(),
    url,
    services: inOrder(observed.services).map(({ name, desired: count, running, awakeCount, image }) => ({
      name,
      desired: count,
      running,
      awakeCount,
      image: image?.image ?? null,
    })),
    database: observed.database && { status: observed.database.status },
    leases: leases
      .filter(({ until }) => until > now)
      .map(({ id, condition, from, until, by, why, only }) => ({
        id,
        condition,
        from: from.toISOString(),
        until: until.toISOString(),
        by,
        why,
        ...(only === undefined ? {} : { only }),
      })),
  };
  const noRoom = observed.services.flatMap(({ name, unplaced }) =>
    unplaced ? [`AWS has no room for ${name} now`] : [],
  );
  const waiting = awakeIsWanted
    ? [...obstacles(observed).map(({ text }) => text), ...waitingFor(observed), ...noRoom]
    : [];
  const end = slice.schedule.public_holidays ? holidaysEnd(now) : null;
  return { status, remarks: { wanted: wanted.condition, waiting, problems: [...problems, ...(end ? [end] : [])] } };
}

/** As people name them: web first. */
function inOrder(services: Observed['services']): Observed['services'] {
  const order: readonly string[] = SERVICES;
  return [...services].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

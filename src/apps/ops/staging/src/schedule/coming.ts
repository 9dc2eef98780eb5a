import {
  type Because,
  type Calendar,
  type Change,
  type Condition,
  midnight,
  TIME_ZONE,
  upcoming,
} from '@bookmark-manager/schedule';

/** What the calendar alone does from one Tokyo midnight to another (`to` is exclusive). */
export type Coming = {
  from: Date;
  to: Date;
  initial: { condition: Condition; because: Because };
  changes: Change[];
};

/** @throws HolidaysUnknown when it reaches into years whose public holidays are not known */
export function coming(calendar: Calendar, firstDay: number, days: number): Coming {
  const from = new Date(midnight(firstDay));
  return {
    from,
    to: new Date(midnight(firstDay + days)),
    initial: calendar.at(from),
    changes: upcoming(calendar, [], from, days),
  };
}

/** `staging schedule --json`: others build on it, so it changes only by a decision. Instants are ISO 8601 in Z. */
export function comingJson({ from, to, initial, changes }: Coming): unknown {
  return {
    timeZone: TIME_ZONE,
    from: instant(from),
    to: instant(to),
    initial: { condition: initial.condition, because: plain(initial.because) },
    changes: changes.map(({ at, condition, because }) => ({ at: instant(at), condition, because: plain(because) })),
  };
}

/** The calendar knows minutes: no fractions of a second. */
const instant = (at: Date) => at.toISOString().replace(/\.000Z$/, 'Z');
const plain = ({ code, text }: Because) => ({ code, text });

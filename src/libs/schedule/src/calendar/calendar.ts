import type { Because, Condition } from '../condition.ts';
import type { ScheduleSlice } from '../settings/schedule-schema.ts';
import { MINUTE_MS, midnight, tokyoDay } from '../time/tokyo.ts';
import { type HolidayName, publicHoliday } from './holidays.ts';
import { type Day, type DayKind, describeDay } from './windows.ts';

/** When the environment is awake if nobody says otherwise. */
export type Calendar = {
  /** The condition at an instant, and why. */
  at(now: Date): { condition: Condition; because: Because };
  /** The next instant after `now` at which the condition changes, or null when it never does. */
  nextEdge(now: Date): Date | null;
  /** How long a `start` without an end lasts outside office hours. */
  readonly startLastsMs: number;
  /** How long before the calendar opens waking begins: what the database takes, so nothing when it does not sleep. */
  readonly wakeLeadMs: number;
};

/** Longer than any run of closed days: beyond it the calendar counts as never changing. */
const HORIZON_DAYS = 400;

/**
 * @param holidayName names the public holidays, where the schedule keeps them; without it those of Japan
 * @throws HolidaysUnknown, when it is asked, for a year that the data does not cover
 */
export function createCalendar(slice: ScheduleSlice, holidayName: HolidayName = publicHoliday): Calendar {
  const { schedule } = slice;
  const common = {
    startLastsMs: schedule.start_lasts_minutes * MINUTE_MS,
    wakeLeadMs: schedule.database_sleeps ? schedule.wake_lead_minutes * MINUTE_MS : 0,
  };
  if (schedule.mode === 'always')
    return { ...common, ...constant('awake', { code: 'always', text: 'this shape never sleeps' }) };
  if (schedule.mode === 'never')
    return { ...common, ...constant('asleep', { code: 'never', text: 'this shape wakes only when asked' }) };
  return { ...common, ...officeHours((day) => describeDay(slice, holidayName, day)) };
}

type Timeline = Pick<Calendar, 'at' | 'nextEdge'>;

function constant(condition: Condition, because: Because): Timeline {
  return { at: () => ({ condition, because }), nextEdge: () => null };
}

function officeHours(describe: (day: number) => Day): Timeline {
  const known = new Map<number, Day>();
  const dayAt = (day: number): Day => {
    const found = known.get(day) ?? describe(day);
    known.set(day, found);
    return found;
  };
  /** The day whose window covers the instant; a window may reach into the day after its own. */
  const openDay = (ms: number, day: number) =>
    [dayAt(day), dayAt(day - 1)].find((each) => each.windows.some(([start, end]) => start <= ms && ms < end));

  /** The moments of a day at which the condition changes: asked for again and again, so kept. */
  const knownEdges = new Map<number, readonly Date[]>();
  const edgesOf = (day: number): readonly Date[] => {
    const found = knownEdges.get(day) ?? findEdges(day);
    knownEdges.set(day, found);
    return found;
  };

  return {
    at(now) {
      const day = tokyoDay(now);
      const open = openDay(now.getTime(), day);
      return open
        ? { condition: 'awake', because: reason(open, open.kind) }
        : { condition: 'asleep', because: reason(dayAt(day), closedKind(dayAt(day))) };
    },
    nextEdge(now) {
      const today = tokyoDay(now);
      for (let day = today; day <= today + HORIZON_DAYS; day++)
        for (const edge of edgesOf(day)) if (edge > now) return edge;
      return null;
    },
  };

  function findEdges(day: number): Date[] {
    const isOpen = (ms: number) => openDay(ms, day) !== undefined;
    const wasOpen = (ms: number) => openDay(ms - 1, tokyoDay(new Date(ms - 1))) !== undefined;
    return boundariesIn(day)
      .filter((ms) => isOpen(ms) !== wasOpen(ms))
      .map((ms) => new Date(ms));
  }

  /** Starts and ends of windows that lie in a day, its own and those that reach into it. */
  function boundariesIn(day: number): number[] {
    const all = [dayAt(day - 1), dayAt(day)].flatMap(({ windows }) => windows.flat());
    return all.filter((ms) => ms >= midnight(day) && ms < midnight(day + 1)).sort((a, b) => a - b);
  }
}

function closedKind({ kind }: Day): DayKind {
  return kind === 'office-hours' || kind === 'open-day' ? 'outside-hours' : kind;
}

const TEXTS = {
  'office-hours': 'office hours',
  'outside-hours': 'outside office hours',
  weekend: 'weekend',
  holiday: 'public holiday',
  'closed-day': 'closed day',
  'open-day': 'open day',
} satisfies Record<DayKind, string>;

function reason(day: Day, code: DayKind): Because {
  const { holiday } = day;
  if (code !== 'holiday' || holiday === undefined) return { code, text: TEXTS[code] };
  return { code, text: `${TEXTS.holiday} (${holiday.ja}, ${holiday.en})`, holiday };
}

import {
  createCalendar,
  dayOf,
  type HolidayName,
  midnight,
  type ScheduleSlice,
  upcoming,
} from '@bookmark-manager/schedule';
import { exactly, map, plus, type Range } from './range.ts';
import type { Usage } from './usage.ts';

/** For how long things run in a month. */
export type Hours = {
  /** `2026-12`. */
  month: string;
  /** All hours of the month. */
  all: number;
  /** Those in which people can count on it, by the calendar alone. */
  awake: number;
  /** Those in which the services' tasks run: awake, waking before it, and what people add to the calendar. */
  services: Range;
  /** Those in which the database runs. */
  database: Range;
  /** How the hours of services and database come about. */
  kind: { services: HoursKind; database: HoursKind };
};

/** `fixed`: all of them; `scheduled`: the calendar decides; `usage`: only people do. */
export type HoursKind = 'fixed' | 'scheduled' | 'usage';

const HOUR_MS = 3_600_000;

/**
 * The hours of a month, such as `2026-12`, from midnight to midnight in Tokyo: the real calendar, holidays and wake lead in it.
 * @throws RangeError for what is no month; HolidaysUnknown for a year that the holidays' data does not cover
 */
export function hoursOf(slice: ScheduleSlice, month: string, usage: Usage, holidayName?: HolidayName): Hours {
  const { from, to } = monthOf(month);
  const calendar = createCalendar(slice, holidayName);
  const all = (to - from) / HOUR_MS;
  const spans = awakeSpans(calendar, from, to);
  const awake = lengthOf(spans) / HOUR_MS;
  const leading = spans.map(([start, end]) => [start === from ? start : start - calendar.wakeLeadMs, end] as const);
  const withLead = lengthOf(unite([...leading, ...leadOfNextMonth(calendar, to)], from, to)) / HOUR_MS;
  const kind: HoursKind = awake >= all ? 'fixed' : awake > 0 ? 'scheduled' : 'usage';
  const people = kind === 'usage' ? usage.visited_hours : usage.extra_awake_hours;
  const services = map(plus(exactly(withLead), people), (hours) => Math.min(all, hours));
  const sleeps = slice.schedule.database_sleeps;
  return {
    month,
    all,
    awake,
    services,
    database: sleeps ? services : exactly(all),
    kind: { services: kind, database: sleeps ? kind : 'fixed' },
  };
}

/** So many hours of which it is awake in each: for what an hour, or a month without sleep, costs. */
export function steady(hours: number): Hours {
  const all = exactly(hours);
  const kind = { services: 'scheduled', database: 'scheduled' } as const;
  return { month: '1970-01', all: hours, awake: hours, services: all, database: all, kind };
}

/** From when to when a month lasts in Tokyo, in milliseconds; `to` is exclusive. @throws RangeError */
export function monthOf(month: string): { from: number; to: number } {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  const next =
    number === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(number) + 1).padStart(2, '0')}-01`;
  const [first, last] = [dayOf(`${month}-01`), dayOf(next)];
  if (year === undefined || first === undefined || last === undefined)
    throw new RangeError(`expected a month such as 2026-12, found "${month}"`);
  return { from: midnight(first), to: midnight(last) };
}

type Span = readonly [start: number, end: number];
type Calendar = ReturnType<typeof createCalendar>;

function awakeSpans(calendar: Calendar, from: number, to: number): Span[] {
  const changes = upcoming(calendar, [], new Date(from), (to - from) / HOUR_MS / 24);
  const moments = [
    { ms: from, condition: calendar.at(new Date(from)).condition },
    ...changes.map(({ at, condition }) => ({ ms: at.getTime(), condition })),
  ];
  return moments.flatMap(({ ms, condition }, index) =>
    condition === 'awake' ? [[ms, moments[index + 1]?.ms ?? to] as const] : [],
  );
}

/** Waking for an opening soon after the month's end begins within the month. */
function leadOfNextMonth(calendar: Calendar, to: number): Span[] {
  const end = new Date(to);
  if (calendar.wakeLeadMs === 0) return [];
  const opens = calendar.at(end).condition === 'awake' ? to : (calendar.nextEdge(end)?.getTime() ?? Infinity);
  return opens - calendar.wakeLeadMs < to ? [[opens - calendar.wakeLeadMs, to]] : [];
}

/** Spans in order, without overlaps, cut to the month. */
function unite(spans: readonly Span[], from: number, to: number): Span[] {
  const united: [number, number][] = [];
  for (const [start, end] of spans.toSorted(([a], [b]) => a - b)) {
    const last = united.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else united.push([start, end]);
  }
  return united.map(([start, end]) => [Math.max(from, start), Math.min(to, end)]);
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((total, [start, end]) => total + Math.max(0, end - start), 0);
}

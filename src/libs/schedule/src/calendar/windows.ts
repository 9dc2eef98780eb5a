import type { ScheduleSlice } from '../settings/schedule-schema.ts';
import { DAY_MS, dateOf, MINUTE_MS, midnight, minutesOf, WEEKDAYS, weekdayOf } from '../time/tokyo.ts';
import type { Holiday, HolidayName } from './holidays.ts';

/** What makes a Tokyo day what it is. */
export type DayKind = 'office-hours' | 'outside-hours' | 'weekend' | 'holiday' | 'closed-day' | 'open-day';

/** A Tokyo day: why it is open or closed, and the epoch milliseconds between which it is awake (end exclusive). */
export type Day = { kind: DayKind; holiday?: Holiday; windows: readonly (readonly [start: number, end: number])[] };

/** What the slice says about one day. Closed days win over open days, and open days over holidays. */
export function describeDay(slice: ScheduleSlice, holidayName: HolidayName, day: number): Day {
  const date = dateOf(day);
  if (slice.calendar.closed_days.includes(date)) return { kind: 'closed-day', windows: [] };
  if (slice.calendar.open_days.includes(date))
    return { kind: 'open-day', windows: windowsOf(hoursOfOpenDay(slice, day), day) };
  const holiday = slice.schedule.public_holidays ? holidayName(date) : undefined;
  if (holiday !== undefined) return { kind: 'holiday', holiday, windows: [] };
  const hours = slice.schedule.office_hours[weekdayOf(day)] ?? [];
  if (hours.length > 0) return { kind: 'office-hours', windows: windowsOf(hours, day) };
  return { kind: isWeekend(day) ? 'weekend' : 'outside-hours', windows: [] };
}

/** An open day has its own weekday's hours, or else those of the first weekday from Monday that has any. */
function hoursOfOpenDay(slice: ScheduleSlice, day: number): readonly (readonly [string, string])[] {
  const hours = slice.schedule.office_hours;
  const candidates = [weekdayOf(day), ...WEEKDAYS.slice(1), 'sun' as const].map((weekday) => hours[weekday] ?? []);
  return candidates.find((windows) => windows.length > 0) ?? [];
}

function windowsOf(hours: readonly (readonly [string, string])[], day: number): Day['windows'] {
  return hours.map(([from, to]) => {
    const start = midnight(day) + (minutesOf(from) ?? 0) * MINUTE_MS;
    const end = midnight(day) + (minutesOf(to) ?? 0) * MINUTE_MS;
    return [start, end > start ? end : end + DAY_MS];
  });
}

function isWeekend(day: number): boolean {
  return ['sat', 'sun'].includes(weekdayOf(day));
}

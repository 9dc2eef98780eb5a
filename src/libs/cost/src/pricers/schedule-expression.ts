import { tokyoDay } from '@bookmark-manager/schedule';
import { monthOf } from '../hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: DAY_MS };
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * How often a schedule of EventBridge Scheduler fires in a month: `rate(…)`, and `cron(m h ? * MON,TUE *)` with lists of minutes,
 * hours and days of the week. Undefined for any other.
 */
export function callsIn(month: string, expression: string): number | undefined {
  const { from, to } = monthOf(month);
  const [, every, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (every !== undefined) return (to - from) / (Number(every) * (UNITS[unit] ?? DAY_MS));
  const [, minutes, hours, days] = /^cron\(([\d,]+) ([\d,]+) (?:\?|\*) \* ([A-Z,*?]+) \*\)$/.exec(expression) ?? [];
  if (minutes === undefined || hours === undefined || days === undefined) return undefined;
  const onDays = /^[*?]$/.test(days) ? DAYS : days.split(',');
  if (!onDays.every((day) => DAYS.includes(day))) return undefined;
  const first = tokyoDay(new Date(from));
  const all = Array.from({ length: (to - from) / DAY_MS }, (_, index) => dayName(first + index));
  return all.filter((day) => onDays.includes(day)).length * minutes.split(',').length * hours.split(',').length;
}

/** Days are counted from 1 January 1970, a Thursday. */
const dayName = (day: number) => DAYS[(day + 4) % 7] ?? '';

import { type LocalTime, toInstant, toLocal } from './zone.ts';

/** The days, hours and minutes that `cron(minutes hours day-of-month month day-of-week year)` names. */
export type Cron = {
  minutes: readonly number[];
  hours: readonly number[];
  /** Whether a date is meant. Months count from 1. */
  matches(year: number, month: number, day: number): boolean;
  lastYear: number;
};

/** Reads the six fields as EventBridge does; throws an error that says which field is wrong. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) throw new Error(`cron(${text}) needs six fields, it has ${fields.length}`);
  const [minutes = '', hours = '', dates = '', months = '', weekdays = '', years = ''] = fields;
  if ((dates === '?') === (weekdays === '?')) {
    throw new Error(`cron(${text}): exactly one of day-of-month and day-of-week must be ?`);
  }
  const inMonth = list(months, { name: 'month', from: 1, to: 12, words: MONTHS });
  const inYear = list(years, { name: 'year', from: 1970, to: 2199 });
  const [wantedMonths, wantedYears] = [new Set(inMonth), new Set(inYear)];
  const onDay = dates === '?' ? weekdayRule(weekdays) : dateRule(dates);
  return {
    minutes: list(minutes, { name: 'minutes', from: 0, to: 59 }),
    hours: list(hours, { name: 'hours', from: 0, to: 23 }),
    matches: (year, month, day) => wantedYears.has(year) && wantedMonths.has(month) && onDay(year, month, day),
    lastYear: Math.max(...inYear),
  };
}

/** The first moment after `after`, undefined when there is none. A time that the zone's clocks skip is skipped, one that they show twice counts once. */
export function nextCron(cron: Cron, timeZone: string, after: Date): Date | undefined {
  const begin = toLocal(after, timeZone);
  const date = new Date(Date.UTC(begin.year, begin.month - 1, begin.day));
  for (
    let first = true;
    date.getUTCFullYear() <= cron.lastYear;
    date.setUTCDate(date.getUTCDate() + 1), first = false
  ) {
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (!cron.matches(year, month, day)) continue;
    for (const hour of cron.hours) {
      if (first && hour < begin.hour) continue;
      for (const minute of cron.minutes) {
        if (first && hour === begin.hour && minute < begin.minute) continue;
        const found = toInstant({ year, month, day, hour, minute, second: 0 } satisfies LocalTime, timeZone);
        if (found && found > after) return found;
      }
    }
  }
  return undefined;
}

type DayRule = (year: number, month: number, day: number) => boolean;

/** `*`, numbers, `L` (the last day), `15W` (the weekday nearest to it), `LW`. */
function dateRule(text: string): DayRule {
  if (text === 'L') return (year, month, day) => day === daysIn(year, month);
  if (text === 'LW') return (year, month, day) => day === nearestWeekday(year, month, daysIn(year, month));
  const near = /^(\d+)W$/.exec(text);
  if (near)
    return (year, month, day) => day === nearestWeekday(year, month, Math.min(Number(near[1]), daysIn(year, month)));
  const days = new Set(list(text, { name: 'day-of-month', from: 1, to: 31 }));
  return (_year, _month, day) => days.has(day);
}

/** `*`, numbers and names (Sunday is 1), `6#3` (the third Friday), `6L` (the last Friday), `L` (Saturday). */
function weekdayRule(text: string): DayRule {
  const bounds = { name: 'day-of-week', from: 1, to: 7, words: WEEKDAYS };
  const nth = /^([A-Za-z\d]+)#([1-5])$/.exec(text);
  if (nth) {
    const [wanted] = list(nth[1] ?? '', bounds);
    return (year, month, day) => weekday(year, month, day) === wanted && Math.ceil(day / 7) === Number(nth[2]);
  }
  const last = /^([A-Za-z\d]+)L$/.exec(text);
  if (last) {
    const [wanted] = list(last[1] ?? '', bounds);
    return (year, month, day) => weekday(year, month, day) === wanted && day + 7 > daysIn(year, month);
  }
  const days = new Set(list(text === 'L' ? '7' : text, bounds));
  return (year, month, day) => days.has(weekday(year, month, day));
}

type Bounds = { name: string; from: number; to: number; words?: readonly string[] };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** All values that a field with `*`, `,`, `-` and `/` names, in order. A range may wrap (`FRI-MON`). */
function list(text: string, bounds: Bounds): number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step] = item.split('/');
    const [from, to] = span(range, step !== undefined, bounds);
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(by) || by < 1) throw bad(item, bounds);
    const length = to >= from ? to - from : to - from + (bounds.to - bounds.from + 1);
    for (let n = 0; n <= length; n += by)
      values.add(from + n > bounds.to ? from + n - (bounds.to - bounds.from + 1) : from + n);
  }
  return [...values].sort((a, b) => a - b);
}

/** `*` is everything; `5/10` begins at 5 and goes to the end. */
function span(range: string, stepped: boolean, bounds: Bounds): [number, number] {
  if (range === '*') return [bounds.from, bounds.to];
  const [first = '', last] = range.split('-');
  const from = value(first, bounds);
  if (last !== undefined) return [from, value(last, bounds)];
  return [from, stepped ? bounds.to : from];
}

function value(text: string, bounds: Bounds): number {
  const word = bounds.words?.indexOf(text.toUpperCase()) ?? -1;
  const number = word >= 0 ? word + bounds.from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= bounds.from && number <= bounds.to)) throw bad(text, bounds);
  return number;
}

function bad(text: string, { name, from, to }: Bounds): Error {
  return new Error(`'${text}' is no ${name} (${from} to ${to})`);
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const weekday = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** Monday to Friday, never in another month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const on = weekday(year, month, day);
  if (on === 7) return day > 1 ? day - 1 : day + 2;
  if (on === 1) return day < daysIn(year, month) ? day + 1 : day - 2;
  return day;
}

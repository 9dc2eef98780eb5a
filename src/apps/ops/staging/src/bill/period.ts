import { usageError } from '../errors.ts';

/** Days of UTC, as Cost Explorer has them: `from` and `last` are in it. Nothing after `until` has happened yet. */
export type Period = { from: string; last: string; until: Date };

type Asked = { month?: string | undefined; from?: string | undefined; to?: string | undefined };

const DAY_MS = 86_400_000;

/**
 * The days that options name, without any this month until now. What lies in the future is left out.
 * @throws StagingError, as bad usage, where they name no day, days in the wrong order or only days that are still to come
 */
export function periodOf({ month, from, to }: Asked, now: Date): Period {
  if (month !== undefined && (from ?? to) !== undefined)
    throw usageError('--month and --from or --to are two ways of saying the same: give one.');
  const today = dayAt(now);
  const first = from ?? firstOf(month ?? today.slice(0, 7));
  const wanted = to ?? (month === undefined ? today : lastOf(month));
  check('--from', first);
  check('--to', wanted);
  if (first > today) throw usageError(`There is no bill yet: ${first} is still to come (it is ${today} in UTC).`);
  if (wanted < first) throw usageError(`--to: expected a day from ${first} on, found "${wanted}".`);
  const [last = today] = [wanted, today].sort();
  const end = Date.parse(last) + DAY_MS;
  return { from: first, last, until: new Date(Math.min(end, now.getTime())) };
}

/** The day of UTC that a moment lies in. */
export function dayAt(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Every day of a period. */
export function daysOf({ from, last }: Period): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(last); ms += DAY_MS) days.push(dayAt(new Date(ms)));
  return days;
}

/** The first day after a day. */
export function dayAfter(day: string): string {
  return dayAt(new Date(Date.parse(day) + DAY_MS));
}

/** From when to when a month of UTC, `2026-12`, lasts. */
export function monthSpan(month: string): { from: Date; until: Date } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { from: new Date(Date.UTC(year, number - 1, 1)), until: new Date(Date.UTC(year, number, 1)) };
}

function firstOf(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw usageError(`--month: expected a month such as 2026-12, found "${month}".`);
  return `${month}-01`;
}

const lastOf = (month: string) => dayAt(new Date(monthSpan(month).until.getTime() - DAY_MS));

function check(option: string, day: string): void {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(ms) || dayAt(new Date(ms)) !== day)
    throw usageError(`${option}: expected a date such as 2026-12-01, found "${day}".`);
}

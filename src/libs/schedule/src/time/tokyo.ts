/**
 * The only place that knows the zone: Asia/Tokyo has kept +09:00 without daylight saving since 1952, so a day there is
 * a number and needs no time zone data. Instants are `Date`; a Tokyo day is the count of days since 1970-01-01 there.
 */
export const TIME_ZONE = 'Asia/Tokyo';

const OFFSET_MS = 9 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The Tokyo day that an instant lies in. */
export function tokyoDay(at: Date): number {
  return Math.floor((at.getTime() + OFFSET_MS) / DAY_MS);
}

/** Epoch milliseconds of a Tokyo day's midnight, its first moment. */
export function midnight(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}

/** `mon` … `sun` of a Tokyo day; day 0 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? 'sun';
}

/** A Tokyo day as `2026-12-01`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The Tokyo day of `2026-12-01`, or undefined when there is no such date. */
export function dayOf(date: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) return undefined;
  const day = ms / DAY_MS;
  return dateOf(day) === date ? day : undefined;
}

/** Minutes from midnight of `09:00` (540) or `24:00` (1440), or undefined when it is no time of day. */
export function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return total > 1440 ? undefined : total;
}

import { LeaseRefused } from '../leases/refused.ts';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, midnight, minutesOf, tokyoDay } from './tokyo.ts';

const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)(?:m|min))?$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds of `2h`, `90m`, `1h30m`, `2d`.
 * @throws LeaseRefused when it is no duration or an empty one
 */
export function parseDuration(text: string): number {
  const [, days, hours, minutes] = DURATION.exec(text.replaceAll(' ', '')) ?? [];
  const ms = Number(days ?? 0) * DAY_MS + Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  if (ms > 0) return ms;
  throw new LeaseRefused(`"for" should be a time span such as "2h", "90m", "1h30m" or "2d"; found "${text}"`);
}

/** The instant that `23:30` (the next one), `2026-12-01 10:00` (both in Tokyo) or `2026-12-01T10:00:00+09:00` names; undefined when it names none. */
export function momentOf(text: string, now: Date): Date | undefined {
  const moment = INSTANT.test(text) ? new Date(text) : (timeToday(text, now) ?? localTime(text));
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined;
}

/**
 * As `momentOf`, for the end of a lease.
 * @throws LeaseRefused when it names none
 */
export function parseMoment(text: string, now: Date): Date {
  const moment = momentOf(text, now);
  if (moment) return moment;
  throw new LeaseRefused(
    `"until" should be a time such as "23:30" or "2026-12-01 10:00" (Tokyo), or one with an offset such as "2026-12-01T01:00:00Z"; found "${text}"`,
  );
}

function timeToday(text: string, now: Date): Date | undefined {
  const minutes = minutesOf(text);
  if (minutes === undefined) return undefined;
  const today = midnight(tokyoDay(now)) + minutes * MINUTE_MS;
  return new Date(today > now.getTime() ? today : today + DAY_MS);
}

function localTime(text: string): Date | undefined {
  const [, date, time] = LOCAL.exec(text) ?? [];
  const day = dayOf(date ?? '');
  const minutes = minutesOf(time ?? '');
  return day === undefined || minutes === undefined ? undefined : new Date(midnight(day) + minutes * MINUTE_MS);
}

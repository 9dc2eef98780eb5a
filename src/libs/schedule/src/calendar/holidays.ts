import y2024 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2024.js';
import y2025 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2025.js';
import y2026 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2026.js';
import y2027 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2027.js';
import y2028 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2028.js';
import y2029 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2029.js';
import y2030 from '@holiday-jp/holiday_jp/lib/holidays_every_year/2030.js';
import { DAY_MS, dayOf, midnight } from '../time/tokyo.ts';

/** A public holiday of Japan, by its Japanese and its English name. */
export type Holiday = { ja: string; en: string };

/** Names the public holiday of a date such as `2026-12-31`, or undefined when it is none. */
export type HolidayName = (date: string) => Holiday | undefined;

/** A year whose public holidays are not in the data. */
export class HolidaysUnknown extends Error {
  override readonly name = 'HolidaysUnknown';
}

/** Only the years that matter: the Lambdas carry each of them. */
const YEARS: Readonly<Record<string, Readonly<Record<string, { name: string; name_en: string }>>>> = {
  2024: y2024,
  2025: y2025,
  2026: y2026,
  2027: y2027,
  2028: y2028,
  2029: y2029,
  2030: y2030,
};

const LAST_YEAR = Math.max(...Object.keys(YEARS).map(Number));
/** The end of the data is told this long before. */
const FORESIGHT_DAYS = 180;

/** @throws HolidaysUnknown for a year that the data does not cover */
export function publicHoliday(date: string): Holiday | undefined {
  const year = YEARS[date.slice(0, 4)];
  if (year === undefined)
    throw new HolidaysUnknown(
      `the public holidays of ${date.slice(0, 4)} are not known, only those of ${Object.keys(YEARS)[0]} to ${LAST_YEAR}: add the year to src/libs/schedule/src/calendar/holidays.ts`,
    );
  const found = year[date];
  return found && { ja: found.name, en: found.name_en };
}

/** As `publicHoliday`, but a year that is not known has none: for what must go on, and says so by `holidaysEnd`. */
export function publicHolidayIfKnown(date: string): Holiday | undefined {
  return date.slice(0, 4) in YEARS ? publicHoliday(date) : undefined;
}

/** One sentence when the data ends within half a year (or has ended), else null. */
export function holidaysEnd(now: Date): string | null {
  const end = midnight(dayOf(`${LAST_YEAR + 1}-01-01`) ?? 0);
  if (end - now.getTime() > FORESIGHT_DAYS * DAY_MS) return null;
  return `public holidays are known until the end of ${LAST_YEAR} only: update @holiday-jp/holiday_jp and add the next years`;
}

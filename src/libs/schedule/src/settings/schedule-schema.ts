import * as z from 'zod/mini';
import { dayOf, minutesOf } from '../time/tokyo.ts';

const date = z.string().check(z.refine((text) => dayOf(text) !== undefined, 'a date such as "2026-12-31"'));
const time = z.string().check(z.refine((text) => minutesOf(text) !== undefined, 'a time from "00:00" to "24:00"'));
const window = z
  .tuple([time, time])
  .check(z.refine(([start, end]) => start !== end, 'a window such as ["09:00", "22:00"] whose ends differ'));
const windows = z.optional(z.array(window));

/** Days that differ from the week's pattern, in Tokyo. */
export const calendarSchema = z.strictObject({
  closed_days: z.array(date),
  open_days: z.array(date),
});

/** Windows a day; one that ends before it starts ends on the next day. */
export const officeHoursSchema = z.strictObject({
  mon: windows,
  tue: windows,
  wed: windows,
  thu: windows,
  fri: windows,
  sat: windows,
  sun: windows,
});

const minutes = (most: number) => z.int().check(z.gte(0), z.lte(most));

/** When a shape is awake, and what waking it takes. */
export const scheduleSchema = z
  .strictObject({
    mode: z.enum(['office-hours', 'always', 'never']),
    office_hours: officeHoursSchema,
    public_holidays: z.boolean(),
    database_sleeps: z.boolean(),
    wake_lead_minutes: minutes(240),
    start_lasts_minutes: z.int().check(z.gte(1), z.lte(14 * 24 * 60)),
    wake_on_visit: z.enum(['button', 'visit', 'off']),
    stay_awake_while_used: z.boolean(),
  })
  .check(
    z.refine((schedule) => schedule.mode !== 'office-hours' || hasHours(schedule.office_hours), {
      path: ['office_hours'],
      message: 'at least one day with hours when mode is "office-hours"',
    }),
  );

/** What a Lambda gets as SCHEDULE: the calendar and one shape's schedule. */
export const scheduleSliceSchema = z.strictObject({ calendar: calendarSchema, schedule: scheduleSchema });

export type OfficeHours = z.infer<typeof officeHoursSchema>;
export type ScheduleSlice = z.infer<typeof scheduleSliceSchema>;

function hasHours(hours: OfficeHours): boolean {
  return Object.values(hours).some((windowsOfDay) => (windowsOfDay?.length ?? 0) > 0);
}

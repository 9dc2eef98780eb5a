import type { ScheduleSlice } from '@bookmark-manager/schedule';

type Schedule = ScheduleSlice['schedule'];
const day: [string, string][] = [['09:00', '22:00']];

/** Weekdays 9 to 22 with public holidays kept, with what a test changes. */
export function slice(
  schedule: Partial<Schedule> = {},
  calendar: Partial<ScheduleSlice['calendar']> = {},
): ScheduleSlice {
  return {
    calendar: { closed_days: [], open_days: [], ...calendar },
    schedule: {
      mode: 'office-hours',
      office_hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
      public_holidays: true,
      database_sleeps: true,
      wake_lead_minutes: 15,
      start_lasts_minutes: 120,
      wake_on_visit: 'button',
      stay_awake_while_used: false,
      ...schedule,
    },
  };
}

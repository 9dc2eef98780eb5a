import { describe, expect, it, test } from 'vitest';
import { desired, upcoming } from '../desired.ts';
import { slice, tokyo } from '../testing.ts';
import { createCalendar } from './calendar.ts';
import { HolidaysUnknown, holidaysEnd, publicHoliday, publicHolidayIfKnown } from './holidays.ts';

const kept = createCalendar(slice({ schedule: { public_holidays: true } }));

describe('public holidays', () => {
  // From the Cabinet Office's list: a moved one, one in lieu of a Sunday, one between two others, one of the stars.
  test.each([
    ['2025-05-06', '休日'],
    ['2026-05-06', '休日'],
    ['2026-07-20', '海の日'],
    ['2026-09-22', '休日'],
    ['2026-09-23', '秋分の日'],
    ['2026-11-23', '勤労感謝の日'],
    ['2027-03-22', '休日'],
  ])('%s is one', (date, name) => {
    expect(publicHoliday(date)?.ja).toContain(name.replace('休日', ''));
    expect(publicHoliday(date)?.en).toMatch(/[A-Za-z]/);
  });

  test.each(['2026-11-24', '2026-12-24', '2026-01-02'])('%s is none', (date) => {
    expect(publicHoliday(date)).toBeUndefined();
  });

  it('are asleep where the schedule keeps them, and named in both languages', () => {
    expect(desired(kept, [], tokyo('2026-11-23 12:00'))).toMatchObject({
      condition: 'asleep',
      because: {
        code: 'holiday',
        text: 'public holiday (勤労感謝の日, Labor Thanksgiving Day)',
        holiday: { ja: '勤労感謝の日', en: 'Labor Thanksgiving Day' },
      },
      until: tokyo('2026-11-24 09:00'),
    });
    expect(desired(createCalendar(slice()), [], tokyo('2026-11-23 12:00')).condition).toBe('awake');
  });

  it('are open when they are among the open days', () => {
    const open = createCalendar(
      slice({ calendar: { open_days: ['2026-11-23'] }, schedule: { public_holidays: true } }),
    );
    expect(desired(open, [], tokyo('2026-11-23 12:00'))).toMatchObject({
      condition: 'awake',
      because: { code: 'open-day' },
    });
  });

  it('make a Golden Week with its closed days one long sleep', () => {
    const golden = createCalendar(
      slice({
        calendar: { closed_days: ['2025-04-28', '2025-04-30', '2025-05-01', '2025-05-02'] },
        schedule: { public_holidays: true },
      }),
    );
    expect(upcoming(golden, [], tokyo('2025-04-25 23:00'), 11.5)).toMatchObject([
      { at: tokyo('2025-05-07 09:00'), condition: 'awake' },
    ]);
  });
});

describe('a year that the data does not cover', () => {
  it('is an error that names the file to mend', () => {
    expect(() => publicHoliday('2031-01-01')).toThrow(HolidaysUnknown);
    expect(() => upcoming(kept, [], tokyo('2030-12-25 12:00'), 14)).toThrow(/2031 are not known.*holidays\.ts/);
  });

  it('has none for what must go on', () => {
    expect(publicHolidayIfKnown('2031-01-01')).toBeUndefined();
    expect(publicHolidayIfKnown('2030-01-01')).toMatchObject({ ja: '元日' });
  });

  it('is told half a year before', () => {
    expect(holidaysEnd(tokyo('2030-07-01 00:00'))).toBeNull();
    expect(holidaysEnd(tokyo('2030-07-06 00:00'))).toMatch(/until the end of 2030/);
  });
});

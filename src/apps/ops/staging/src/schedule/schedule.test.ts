import { createCalendar, dayOf, type ScheduleSlice } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { coming, comingJson } from './coming.ts';
import { schedulePage } from './page.ts';
import { committedShape } from './shape.ts';
import { slice } from './testing.ts';

const of = (from: string, days: number, what: ScheduleSlice = slice()) =>
  coming(createCalendar(what), dayOf(from) ?? 0, days);
const page = (from: string, days: number, what: ScheduleSlice = slice()) =>
  schedulePage('lean', createCalendar(what), of(from, days, what));

describe('what will happen, as JSON', () => {
  it('goes from midnight in Tokyo, tells transitions, and keeps to code and text', () => {
    expect(comingJson(of('2026-11-23', 2))).toEqual({
      timeZone: 'Asia/Tokyo',
      from: '2026-11-22T15:00:00Z',
      to: '2026-11-24T15:00:00Z',
      initial: {
        condition: 'asleep',
        because: { code: 'holiday', text: expect.stringMatching(/勤労感謝の日, Labor Thanksgiving Day/) },
      },
      changes: [
        {
          at: '2026-11-24T00:00:00Z',
          condition: 'awake',
          because: { code: 'office-hours', text: 'office hours' },
        },
        {
          at: '2026-11-24T13:00:00Z',
          condition: 'asleep',
          because: { code: 'outside-hours', text: 'outside office hours' },
        },
      ],
    });
  });

  it('leaves a change at its end to the next one, and begins with what holds at midnight', () => {
    const nights = slice({
      office_hours: { tue: [['22:00', '24:00']], wed: [['00:00', '02:00']] },
      public_holidays: false,
    });
    expect(of('2026-12-01', 1, nights).changes.map(({ at }) => at.toISOString())).toEqual(['2026-12-01T13:00:00.000Z']);
    const next = of('2026-12-02', 1, nights);
    expect(next.initial.condition).toBe('awake');
    expect(next.changes.map(({ at, condition }) => [at.toISOString(), condition])).toEqual([
      ['2026-12-01T17:00:00.000Z', 'asleep'],
    ]);
  });

  it('has no leases and no lead in it', () => {
    expect(of('2026-12-01', 1).changes[0]?.at).toEqual(new Date('2026-12-01T00:00:00Z'));
  });

  it('is refused for years whose holidays nobody knows', () => {
    expect(() => of('2090-12-01', 1)).toThrow(expect.objectContaining({ name: 'HolidaysUnknown' }));
  });
});

describe('what will happen, as a page', () => {
  it('has a line for each change, and one for a day without any: holidays by both names', () => {
    expect(page('2026-11-20', 5, slice({}, { closed_days: ['2026-11-24'] }))).toEqual([
      'The calendar of lean, Fri 20 Nov 2026 to Tue 24 Nov 2026, in Tokyo time:',
      '  Fri 20 Nov  09:00    awake   office hours',
      '              22:00    asleep  outside office hours',
      '  Sat 21 Nov  all day  asleep  weekend',
      '  Sun 22 Nov  all day  asleep  weekend',
      '  Mon 23 Nov  all day  asleep  public holiday (勤労感謝の日, Labor Thanksgiving Day)',
      '  Tue 24 Nov  all day  asleep  closed day',
    ]);
  });

  it.each([
    ['always', '  awake all the time: this shape never sleeps'],
    ['never', '  asleep all the time: this shape wakes only when asked'],
  ] as const)('is one sentence for a shape that is %s awake', (mode, text) => {
    expect(page('2026-12-01', 14, slice({ mode }))).toEqual([expect.stringContaining('Tue 1 Dec 2026'), text]);
  });

  it('says what the days are like though none of them changes anything', () => {
    expect(page('2026-12-05', 2)).toEqual([
      expect.stringContaining('Sat 5 Dec 2026 to Sun 6 Dec 2026'),
      '  Sat 5 Dec  all day  asleep  weekend',
      '  Sun 6 Dec  all day  asleep  weekend',
    ]);
  });
});

describe('the committed shape', () => {
  it('stands in env.hcl', () => {
    expect(committedShape('# x\nlocals {\n  committed_shape = "lean" # y\n}\n')).toBe('lean');
  });

  it.each(['', '# committed_shape = "lean"', 'committed_shape = local.x'])('is missed in %j', (text) => {
    expect(() => committedShape(text)).toThrow(expect.objectContaining({ hint: expect.stringContaining('--shape') }));
  });
});

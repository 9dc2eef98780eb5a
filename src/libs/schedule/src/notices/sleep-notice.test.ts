import { describe, expect, it, test } from 'vitest';
import { lease, tokyo, weekdays } from '../testing.ts';
import { comingSleep, isOutlived, isSleepNotice, nextNoticeAt, sleepNotice } from './sleep-notice.ts';

describe('the notice before sleep', () => {
  test.each([
    ['21:44', null],
    ['21:45', 'sleep-20261201T1300Z'],
    ['21:59', 'sleep-20261201T1300Z'],
    ['22:00', null],
  ])('at %s: %s', (time, key) => {
    expect(comingSleep(weekdays, [], tokyo(`2026-12-01 ${time}`))?.key ?? null).toBe(key);
  });

  it('comes before the end of a lease too, and says when, why and what a click does', () => {
    const evening = lease('awake', '2026-12-01 20:00', '2026-12-01 23:30');
    const now = tokyo('2026-12-01 23:20');
    const coming = comingSleep(weekdays, [evening], now);
    expect(coming).toMatchObject({ at: evening.until, stayUntil: tokyo('2026-12-02 01:30') });
    expect(coming && sleepNotice(coming, 'http://staging/_staging/stay?offer=x', now)).toEqual({
      subject: 'Staging sleeps at 23:30',
      text: 'The staging environment falls asleep at Tue 1 Dec 23:30, in 10 min (outside office hours). One click keeps it awake until 01:30: http://staging/_staging/stay?offer=x',
    });
  });

  test.each(['hold', 'rehearse'])('takes no notice of the end of a %s, which is renewed', (kind) => {
    const own = lease('awake', '2026-12-01 21:50', '2026-12-01 22:05', { kind });
    expect(comingSleep(weekdays, [own], tokyo('2026-12-01 21:52'))?.at).toEqual(tokyo('2026-12-01 22:00'));
    expect(comingSleep(weekdays, [own], tokyo('2026-12-01 22:01'))).toBeNull();
  });

  it('is due a quarter of an hour before', () => {
    expect(nextNoticeAt(weekdays, [], tokyo('2026-12-01 12:00'))).toEqual(tokyo('2026-12-01 21:45'));
    expect(nextNoticeAt(weekdays, [], tokyo('2026-12-01 23:00'))).toBeNull();
  });

  it('is forgotten a day later, with its offer', () => {
    const key = 'sleep-20261201T1300Z';
    expect([isSleepNotice(key), isSleepNotice('not-converging')]).toEqual([true, false]);
    expect(isOutlived(key, tokyo('2026-12-02 21:59'))).toBe(false);
    expect(isOutlived(key, tokyo('2026-12-02 22:01'))).toBe(true);
  });
});

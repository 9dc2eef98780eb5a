import { priceList } from '@bookmark-manager/prices';
import { createCalendar, parseLeases, startLease, stopLease } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { stored } from '../leases/testing.ts';
import { slice } from '../schedule/testing.ts';
import { awakeHour } from './awake-hour.ts';
import { moreAwakeMs } from './more-awake.ts';
import { sayPrice } from './say.ts';
import { LEAN, web } from './testing.ts';

const HOUR_MS = 3_600_000;
const list = priceList();
describe('how much longer it is awake', () => {
  const calendar = createCalendar(slice());
  const saturday = new Date('2026-12-05T03:00:00Z'); // 12:00 in Tokyo
  const tuesday = new Date('2026-12-01T12:00:00Z'); // 21:00 in Tokyo, an hour before it closes
  const by = { by: 'mika', why: '' };
  const leasesOf = (...all: ReturnType<typeof stored>[]) => parseLeases(all).leases;
  const started = (request: object, now: Date, leases = leasesOf()) =>
    moreAwakeMs(calendar, leases, startLease({ ...by, ...request }, { calendar, leases, now, id: 'x' }), now) / HOUR_MS;
  const stopped = (request: object, now: Date, leases = leasesOf()) =>
    moreAwakeMs(calendar, leases, stopLease({ ...by, ...request }, { calendar, leases, now, id: 'x' }), now) / HOUR_MS;

  it.each([
    ['a start at the weekend: as long as it lasts by itself', {}, saturday, 2],
    ['a start at the weekend for 3 h', { for: '3h' }, saturday, 3],
    ['a start in office hours: only what lies after them', { for: '3h' }, tuesday, 2],
    ['a start in office hours without an end: nothing', {}, tuesday, 0],
  ])('%s', (_, request, now, hours) => {
    expect(started(request, now)).toBe(hours);
  });

  it.each([
    ['a stop in office hours: the rest of them', {}, tuesday, -1],
    ['a stop over the next day: their hours too', { until: '2026-12-03 09:00' }, tuesday, -14],
    ['a stop at the weekend: nothing', {}, saturday, 0],
  ])('%s', (_, request, now, hours) => {
    expect(stopped(request, now)).toBe(hours);
  });

  it('counts a start that is ended, and a stop that is', () => {
    const demo = leasesOf(stored('a', { from: '2026-12-05T02:00:00Z', until: '2026-12-05T08:00:00Z' }));
    expect(stopped({}, saturday, demo)).toBe(-5);
    const stop = leasesOf(
      stored('s', { condition: 'asleep', from: '2026-12-01T11:00:00Z', until: '2026-12-02T00:00:00Z', kind: 'stop' }),
    );
    expect(started({}, tuesday, stop)).toBe(1);
  });
});

describe('the price in words', () => {
  const today = new Date('2026-11-26T00:00:00Z');
  const hour = awakeHour(LEAN, list);

  it('says what a start costs, an hour and in all, from when the prices are, and that tax is not in it', () => {
    expect(sayPrice(2 * HOUR_MS, hour, today)).toBe(
      'It costs about USD 0.119: 2 h more awake, at USD 0.060 an hour (list prices of 2026-10-08, without tax).',
    );
  });

  it('says what a stop saves', () => {
    expect(sayPrice(-14 * HOUR_MS, hour, today)).toMatch(/^It saves about USD 0\.835: 14 h less awake, at /);
  });

  it('says so when nothing changes', () => {
    expect(sayPrice(0, hour, today)).toMatch(/nothing about what it costs/);
  });

  it.each([
    ['old prices', hour, new Date('2027-11-26T00:00:00Z'), /of 2026-10-08, which is 414 days ago,/],
    [
      'a guess',
      awakeHour(web({ spot: true }), list),
      today,
      /that are not all dated, without tax, one of them a guess/,
    ],
    [
      'what is not known',
      awakeHour({ ...LEAN, database: { instanceClass: 'db.r9.huge', multiAz: false } }, list),
      today,
      /Not in it, because its price is not known: the database \(.*db\.r9\.huge"\)\.$/,
    ],
  ])('admits %s', (_, of, day, words) => {
    expect(sayPrice(HOUR_MS, of, day)).toMatch(words);
  });
});

import { expect, test } from 'vitest';
import { tokyo } from '../testing.ts';
import { MINUTE_MS } from '../time/tokyo.ts';
import { momentIn, spanIn } from './moment.ts';

test.each([
  ['2026-12-01 09:00', 'Tue 1 Dec 09:00', '12月1日（火）9:00'],
  ['2026-12-06 22:30', 'Sun 6 Dec 22:30', '12月6日（日）22:30'],
  ['2027-01-01 00:05', 'Fri 1 Jan 00:05', '1月1日（金）0:05'],
])('%s in Tokyo is %s, and %s', (at, en, ja) => {
  expect([momentIn('en', tokyo(at)), momentIn('ja', tokyo(at))]).toEqual([en, ja]);
});

test.each([
  [120, '2 h', '2時間'],
  [90, '1 h 30 min', '1時間30分'],
  [45, '45 min', '45分'],
  [1, '1 min', '1分'],
])('%i minutes are %s, and %s', (minutes, en, ja) => {
  expect([spanIn('en', minutes * MINUTE_MS), spanIn('ja', minutes * MINUTE_MS)]).toEqual([en, ja]);
});

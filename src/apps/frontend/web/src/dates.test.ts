import { describe, expect, it } from 'vitest';
import { dayOf, momentOf, usualZone, zoneIn } from './dates.ts';

describe('the zone of a reader', () => {
  it.each([
    [null, usualZone],
    ['theme=dark; zone=Europe%2FBerlin', 'Europe/Berlin'],
    ['zone=America/New_York; theme=dark', 'America/New_York'],
    ['zone=Nowhere', usualZone],
    ['zone=%', usualZone],
    ['otherzone=Europe/Berlin', usualZone],
  ])('by the cookies %j is %s', (cookies, zone) => {
    expect(zoneIn(cookies)).toBe(zone);
  });
});

describe('an instant', () => {
  it.each([
    ['en', 'Asia/Tokyo', 'Nov 25, 2026', '2:30'],
    ['en', 'America/New_York', 'Nov 24, 2026', '12:30'],
    ['ja', 'Asia/Tokyo', '2026/11/25', '2:30'],
  ])('in %s and %s is %s', (lang, zone, day, time) => {
    expect(dayOf('2026-11-24T17:30:00.000Z', lang, zone)).toBe(day);
    expect(momentOf('2026-11-24T17:30:00.000Z', lang, zone)).toContain(time);
  });
});

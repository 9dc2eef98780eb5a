import { describe, expect, it } from 'vitest';
import { decisionsIn, departuresOf } from './history.ts';
import { officeHours } from './testing.ts';

const HOUR_MS = 3_600_000;
/** In Tokyo; 1 December 2026 is a Tuesday. */
const at = (time: string) => new Date(`2026-12-${time}:00+09:00`);
const said = (time: string, desired: string, code: string, text: string = code) => ({
  at: at(time),
  message: JSON.stringify({ level: 'info', desired, because: { code, text }, until: null }),
});
const week = { from: at('01T00:00'), until: at('08T00:00') };
const departures = (...events: ReturnType<typeof said>[]) =>
  departuresOf(decisionsIn(events), officeHours(), week).map(({ condition, because, ms }) => [
    condition,
    because,
    ms / HOUR_MS,
  ]);

describe('departures from the calendar', () => {
  it('are none where it was followed', () => {
    expect(departures(said('01T09:00', 'awake', 'office-hours'), said('01T22:00', 'asleep', 'outside-hours'))).toEqual(
      [],
    );
  });

  it('are the hours of a lease outside office hours, in the words of its reason', () => {
    const words = 'kept awake by mika: a demo';
    expect(
      departures(
        said('05T08:00', 'asleep', 'weekend'),
        said('05T10:00', 'awake', 'lease', words),
        said('05T10:01', 'awake', 'lease', words),
        said('05T14:00', 'asleep', 'weekend'),
      ),
    ).toEqual([['awake', words, 4]]);
  });

  it('count only what lies outside office hours, the lead before them not', () => {
    const lease = said('01T20:00', 'awake', 'lease', 'demo');
    expect(departures(lease, said('02T01:00', 'asleep', 'outside-hours'))).toEqual([['awake', 'demo', 3]]);
    expect(departures(said('02T08:00', 'awake', 'lease', 'demo'), said('02T10:00', 'awake', 'office-hours'))).toEqual([
      ['awake', 'demo', 0.75],
    ]);
  });

  it('are the office hours that a stop took', () => {
    const events = [said('02T12:00', 'asleep', 'lease', 'stopped by mika'), said('02T15:00', 'awake', 'office-hours')];
    expect(departures(...events)).toEqual([['asleep', 'stopped by mika', 3]]);
  });

  it('are cut to the period, and the longest is first', () => {
    expect(
      departures(
        said('05T00:00', 'awake', 'lease', 'short'),
        said('05T01:00', 'asleep', 'weekend'),
        said('07T22:00', 'awake', 'lease', 'long'),
      ),
    ).toEqual([
      ['awake', 'long', 2],
      ['awake', 'short', 1],
    ]);
  });
});

it('lines that are no decision are passed over', () => {
  const noise = [
    'START RequestId: 1',
    '{',
    '{"level":"warn"}',
    '[]',
    '{"desired":"maybe","because":{"code":"x","text":"x"}}',
  ];
  expect(decisionsIn(noise.map((message) => ({ at: at('01T00:00'), message })))).toEqual([]);
});

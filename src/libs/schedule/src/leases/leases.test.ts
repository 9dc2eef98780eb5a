import { describe, expect, it, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { leaseParameter } from '../parameters.ts';
import { lease, slice, tokyo, weekdays } from '../testing.ts';
import { parseDuration, parseMoment } from '../time/moments.ts';
import { databaseLease, deciding } from './cover.ts';
import { parseLeases, serializeLease } from './lease.ts';
import { leaseName, makeLease, renewLease } from './make.ts';
import { LeaseRefused } from './refused.ts';
import { startLease, stopLease } from './start-stop.ts';

const by = { by: 'mika', why: 'a demo' };
const tuesday = tokyo('2026-12-01 11:00');
const sunday = tokyo('2026-12-06 11:00');
const asked = (now: Date, leases = [] as ReturnType<typeof lease>[], calendar = weekdays) => ({
  calendar,
  leases,
  now,
  id: 'new',
});

describe('start', () => {
  it('alone lasts two hours outside office hours', () => {
    expect(startLease(by, asked(sunday)).put).toMatchObject({
      id: 'new',
      condition: 'awake',
      from: sunday,
      until: tokyo('2026-12-06 13:00'),
      madeAt: sunday,
      ...by,
    });
  });

  it('alone inside office hours ends the stop that holds, and only that', () => {
    const stop = lease('asleep', '2026-12-01 10:00', '2026-12-02 09:00');
    const later = lease('asleep', '2026-12-01 15:00', '2026-12-01 16:00');
    expect(startLease(by, asked(tuesday, [stop, later]))).toMatchObject({ put: null, remove: [stop] });
  });

  it('alone inside office hours with nothing stopped does nothing and says so', () => {
    expect(startLease(by, asked(tuesday))).toEqual({
      put: null,
      remove: [],
      text: expect.stringContaining('these are office hours and nothing is stopped: awake until Tue 1 Dec 22:00'),
    });
  });

  it('with an end makes a lease inside office hours too', () => {
    expect(startLease({ ...by, until: '23:30' }, asked(tuesday)).put).toMatchObject({
      until: tokyo('2026-12-01 23:30'),
    });
  });

  it('a second time does not make a second lease', () => {
    const { put } = startLease(by, asked(sunday));
    expect(startLease({ ...by, for: '1h' }, asked(sunday, put ? [put] : []))).toMatchObject({ put: null, remove: [] });
  });
});

describe('stop', () => {
  test.each([
    ['2026-12-01 11:00', '2026-12-02 09:00'],
    ['2026-12-04 11:00', '2026-12-07 09:00'],
  ])('alone at %s lasts until the calendar next wakes, %s', (now, until) => {
    expect(stopLease(by, asked(tokyo(now))).put).toMatchObject({ condition: 'asleep', until: tokyo(until) });
  });

  it('alone lasts until the opening when an older lease keeps it awake out of hours', () => {
    const rehearsal = lease('awake', '2026-12-06 08:00', '2026-12-06 20:00', { kind: 'rehearse' });
    expect(stopLease(by, asked(sunday, [rehearsal])).put).toMatchObject({ until: tokyo('2026-12-07 09:00') });
  });

  it('alone lasts 14 days where the calendar never wakes or never sleeps', () => {
    const always = createCalendar(slice({ schedule: { mode: 'always' } }));
    expect(stopLease(by, asked(tuesday, [], always)).put?.until).toEqual(tokyo('2026-12-15 11:00'));
  });

  it('does nothing when it is to be asleep for as long anyway', () => {
    expect(stopLease(by, asked(sunday))).toMatchObject({
      put: null,
      text: 'it is to be asleep until Mon 7 Dec 09:00 anyway',
    });
  });
});

describe('a lease is refused', () => {
  test.each([
    [{ until: '2026-12-01 10:00' }, 'it would end in the past: Tue 1 Dec 10:00, and now it is Tue 1 Dec 11:00 (Tokyo)'],
    [{ for: '15d' }, 'it would last 15 d; the longest is 14 days, until Tue 15 Dec 11:00 (Tokyo)'],
    [{ for: 'soon' }, '"for" should be a time span such as "2h", "90m", "1h30m" or "2d"; found "soon"'],
    [
      { until: 'tomorrow' },
      '"until" should be a time such as "23:30" or "2026-12-01 10:00" (Tokyo), or one with an offset such as "2026-12-01T01:00:00Z"; found "tomorrow"',
    ],
    [{ for: '1h', until: '23:00' }, 'give "for" or "until", not both'],
  ])('for %j with the words %s', (end, words) => {
    expect(() => stopLease({ ...by, ...end }, asked(tuesday))).toThrow(new LeaseRefused(words));
  });

  it('when it ends before it starts', () => {
    const request = {
      id: 'x',
      condition: 'awake',
      from: tokyo('2026-12-03 09:00'),
      until: tokyo('2026-12-02 09:00'),
      kind: 'start',
      ...by,
    } as const;
    expect(() => makeLease(request, tuesday)).toThrow(
      'it would end before it starts: from Thu 3 Dec 09:00 until Wed 2 Dec 09:00 (Tokyo)',
    );
  });

  it('that would start in the past is refused, though it would not have ended', () => {
    const request = { id: 'x', condition: 'awake', kind: 'start', ...by } as const;
    const past = { ...request, from: tokyo('2026-12-01 10:59'), until: tokyo('2026-12-01 12:00') };
    expect(() => makeLease(past, tuesday)).toThrow('it would start in the past: Tue 1 Dec 10:59');
  });
});

describe('times', () => {
  test.each([
    ['2h', 120],
    ['90m', 90],
    ['1h30m', 90],
    ['45min', 45],
    ['2d', 2880],
    ['1d 2h', 1560],
  ])('%s is %i minutes', (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes * 60_000);
  });

  test.each([
    ['23:30', '2026-12-01 23:30'],
    ['10:30', '2026-12-02 10:30'],
    ['2026-12-03 10:00', '2026-12-03 10:00'],
    ['2026-12-03T10:00', '2026-12-03 10:00'],
    ['2026-12-03T01:00:00Z', '2026-12-03 10:00'],
    ['2026-12-03T10:00:00+09:00', '2026-12-03 10:00'],
  ])('%s is the next moment of that name in Tokyo', (text, moment) => {
    expect(parseMoment(text, tuesday)).toEqual(tokyo(moment));
  });

  test.each(['25:00', '2026-02-30 10:00', '2026-12-01', '', '2026-12-01 10:75'])('%j is no moment', (text) => {
    expect(() => parseMoment(text, tuesday)).toThrow(LeaseRefused);
  });
});

describe('a stored lease', () => {
  const name = leaseParameter('/bookmark-manager/staging/', 'a-1');

  it('is read back as it was', () => {
    const made = lease('awake', '2026-12-01 10:00', '2026-12-01 12:00', { id: 'a-1', kind: 'rehearse' });
    expect(name).toBe('/bookmark-manager/staging/leases/a-1');
    expect(parseLeases([{ name, value: serializeLease(made) }])).toEqual({ leases: [made], problems: [] });
  });

  it('that cannot be read is told and does not stop the others', () => {
    const good = { name, value: serializeLease(lease('awake', '2026-12-01 10:00', '2026-12-01 12:00')) };
    const { leases, problems } = parseLeases([
      { name: 'p/b', value: 'oops' },
      good,
      { name: 'p/c', value: JSON.stringify({ ...JSON.parse(good.value), condition: 'dozing' }) },
      { name: 'p/d', value: JSON.stringify({ ...JSON.parse(good.value), until: '2026-11-01T00:00:00Z' }) },
      { name: 'p/e', value: JSON.stringify({ ...JSON.parse(good.value), until: '2027-12-01T00:00:00Z' }) },
    ]);
    expect(leases.map(({ id }) => id)).toEqual(['a-1']);
    expect(problems).toEqual([
      'lease b is ignored: it is not JSON',
      'lease c is ignored: condition: expected one of "awake", "asleep", found "dozing"',
      'lease d is ignored: until: expected an instant after "from", found "2026-11-01T00:00:00Z"',
      'lease e is ignored: until: expected at most 14 days after "from", found "2027-12-01T00:00:00Z"',
    ]);
  });

  it('may be about the database alone, which decides nothing about the rest', () => {
    const hold = lease('awake', '2026-12-01 23:00', '2026-12-01 23:10', { id: 'a-1', kind: 'hold', only: 'database' });
    expect(parseLeases([{ name, value: serializeLease(hold) }])).toEqual({ leases: [hold], problems: [] });
    const night = tokyo('2026-12-01 23:05');
    expect([deciding([hold], night), databaseLease([hold], night)]).toEqual([null, hold]);
    const stop = lease('asleep', '2026-12-01 22:00', '2026-12-02 09:00');
    expect(deciding([stop, hold], night)).toEqual({ lease: stop, waits: null });
    const longer = lease('awake', '2026-12-01 22:50', '2026-12-01 23:20', { kind: 'hold', only: 'database' });
    expect(databaseLease([hold, longer, stop], night)).toBe(longer);
    expect(databaseLease([hold], hold.until)).toBeNull();
    const asleep = serializeLease({ ...hold, condition: 'asleep' });
    const rest = serializeLease(hold).replace('"database"', '"web"');
    expect(parseLeases([asleep, rest].map((value) => ({ name, value }))).problems).toEqual([
      'lease a-1 is ignored: only: expected nothing where the condition is "asleep", found "database"',
      expect.stringContaining('lease a-1 is ignored: only: expected'),
    ]);
  });

  it('written by hand needs neither kind nor the time it was made', () => {
    const value = JSON.stringify({
      condition: 'awake',
      from: '2026-12-01T01:00:00Z',
      until: '2026-12-01T02:00:00Z',
      by: 'x',
      why: '',
    });
    expect(parseLeases([{ name, value }]).leases).toMatchObject([
      { kind: 'start', madeAt: new Date('2026-12-01T01:00:00Z') },
    ]);
  });

  it('stays as old as it was when it is renewed, for weeks if need be', () => {
    const first = makeLease(
      { id: 'x', condition: 'awake', until: tokyo('2026-12-01 11:10'), kind: 'rehearse', ...by },
      tuesday,
    );
    const weeksLater = tokyo('2026-12-29 11:00');
    expect(renewLease(first, tokyo('2026-12-29 11:10'), weeksLater)).toMatchObject({
      madeAt: tuesday,
      from: weeksLater,
      until: tokyo('2026-12-29 11:10'),
    });
  });

  it("has a name that can be a parameter's", () => {
    expect(leaseName('start', tuesday, 'ab12')).toBe('20261201T020000Z-start-ab12');
  });
});

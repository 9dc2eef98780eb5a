import { PLAIN_DOOR } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { slice } from '../schedule/testing.ts';
import { statusPage } from './page.ts';
import { type Seen, statusOf } from './status.ts';

const service = {
  exists: true,
  desired: 1,
  running: 1,
  pending: 0,
  awakeCount: 1,
  image: { image: 'x', migration: null },
  healthyTargets: 1,
  forwarding: 'app' as const,
  failedStarts: 0,
  gaveUp: false,
  unplaced: false,
  capacity: 'on-demand' as const,
  wantedCapacity: 'on-demand' as const,
  longUnplaced: false,
};
/** Tue 1 Dec 2026, 21:55 in Tokyo: awake for five minutes more. */
const seen: Seen = {
  slice: slice(),
  observed: {
    services: ['web', 'api'].map((name) => ({ ...service, name })),
    database: { status: 'available', sleeps: true, sleepsFrom: null, heldUntil: null },
    migration: null,
    door: PLAIN_DOOR,
  },
  leases: [],
  url: null,
  now: new Date('2026-12-01T12:55:00Z'),
};
const lease = (id: string, changes: Record<string, string>) => ({
  name: `/bookmark-manager/staging/leases/${id}`,
  value: JSON.stringify({
    condition: 'awake',
    from: '2026-12-01T12:50:00Z',
    until: '2026-12-01T13:30:00Z',
    by: 'mika',
    why: '',
    ...changes,
  }),
});
const says = (changes: Partial<Seen>) => {
  const { status, remarks } = statusOf({ ...seen, ...changes });
  return statusPage(status, remarks, (_, text) => text);
};

describe('why it is so, in a sentence', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a hold', { kind: 'hold', why: 'deploying web' }, 'Held awake by mika: deploying web, until Tue 1 Dec 22:30'],
    ['a visit', { kind: 'visit', by: 'a visitor' }, 'Woken by a visitor, until Tue 1 Dec 22:30'],
    ['the button', { kind: 'button', by: 'a visitor' }, 'Woken by a visitor, until Tue 1 Dec 22:30'],
    [
      'use',
      { kind: 'use', by: 'the scheduler', why: 'it is in use' },
      'Kept awake by the scheduler: it is in use, until Tue 1 Dec 22:30',
    ],
    ['a person', { kind: 'start', why: 'a demo' }, 'Kept awake by mika: a demo, until Tue 1 Dec 22:30'],
  ])('names %s', (_, changes, text) => {
    expect(says({ leases: [lease('a', changes)] })[1]).toContain(text);
  });

  it('names the stop that waits for a hold', () => {
    const hold = lease('h', { kind: 'hold', why: 'migrating' });
    const stop = lease('s', { condition: 'asleep', kind: 'stop', by: 'ren', from: '2026-12-01T12:54:00Z' });
    expect(says({ leases: [hold, stop] })[1]).toMatch(
      /^Held awake by mika: migrating; the stop by ren waits for it, until /,
    );
  });

  it('names a holiday by both names; programs get code and text alone', () => {
    const changes = { now: new Date('2027-01-11T03:00:00Z') };
    expect(says(changes)[1]).toMatch(/public holiday \(成人の日, Coming of Age Day\), until Tue 12 Jan 09:00/);
    expect(Object.keys(statusOf({ ...seen, ...changes }).status.because)).toEqual(['code', 'text']);
  });
});

describe('what is wrong', () => {
  const down = { desired: 0, running: 0, healthyTargets: 0, forwarding: 'wake' as const };
  const with_ = (changes: object) => ({
    observed: { ...seen.observed, services: [{ ...service, name: 'web', ...down, ...changes }] },
  });

  it.each<[string, Partial<Seen>, RegExp]>([
    ['a service that was given up', with_({ gaveUp: true }), /^! web failed to start 3 times/],
    ['that AWS has no room', with_({ desired: 1, unplaced: true }), /^! AWS has no room for web now/],
    [
      'that the known holidays end',
      { now: new Date('2030-12-02T03:00:00Z') },
      /^! public holidays are known until the end of 2030/,
    ],
  ])('is told: %s', (_, changes, text) => {
    expect(says(changes)).toContainEqual(expect.stringMatching(text));
  });

  it('is not told of holidays where they are not kept', () => {
    const page = says({ now: new Date('2030-12-02T03:00:00Z'), slice: slice({ public_holidays: false }) });
    expect(page.join('\n')).not.toContain('holiday');
  });

  it('does not keep the status from being shown in a year whose holidays nobody knows', () => {
    expect(says({ now: new Date('2031-01-01T03:00:00Z') })[1]).toMatch(/office hours/i);
  });
});

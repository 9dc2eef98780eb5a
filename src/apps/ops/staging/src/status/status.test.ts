import { type Observed, PLAIN_DOOR } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import { statusPage } from './page.ts';
import { type Seen, statusOf } from './status.ts';

const hours = [['09:00', '22:00']] as [string, string][];
const service = {
  exists: true,
  desired: 1,
  running: 1,
  pending: 0,
  awakeCount: 1,
  image: { image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/x@sha256:${'ab'.repeat(32)}`, migration: null },
  healthyTargets: 1,
  forwarding: 'app' as const,
  failedStarts: 0,
  gaveUp: false,
  unplaced: false,
  capacity: 'on-demand' as const,
  wantedCapacity: 'on-demand' as const,
  longUnplaced: false,
};
const observed: Observed = {
  services: [
    { ...service, name: 'api' },
    { ...service, name: 'web' },
  ],
  database: { status: 'available', sleeps: true, sleepsFrom: null, heldUntil: null },
  migration: null,
  door: PLAIN_DOOR,
};
const seen: Seen = {
  slice: {
    calendar: { closed_days: [], open_days: [] },
    schedule: {
      mode: 'office-hours',
      office_hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
      public_holidays: false,
      database_sleeps: true,
      wake_lead_minutes: 15,
      start_lasts_minutes: 120,
      wake_on_visit: 'button',
      stay_awake_while_used: false,
    },
  },
  observed,
  leases: [],
  url: 'http://127.0.0.1:8080',
  now: new Date('2026-12-01T03:00:00Z'), // Tuesday noon in Tokyo
};
const down: Observed = {
  ...observed,
  services: observed.services.map((each) => ({
    ...each,
    desired: 0,
    running: 0,
    healthyTargets: 0,
    forwarding: 'wake',
  })),
  database: { status: 'stopped', sleeps: true, sleepsFrom: null, heldUntil: null },
};
const lease = (id: string, condition: string, until: string) => ({
  name: `/bookmark-manager/staging/leases/${id}`,
  value: JSON.stringify({ condition, from: '2026-12-01T02:00:00Z', until, by: 'aya', why: 'demo' }),
});
const page = (of: Seen) => {
  const { status, remarks } = statusOf(of);
  return statusPage(status, remarks, (_, text) => text).join('\n');
};

describe('the status', () => {
  it('has exactly the fields that others build on', () => {
    const { status } = statusOf({ ...seen, leases: [lease('a', 'awake', '2026-12-01T05:00:00Z')] });
    expect(status).toEqual({
      condition: 'awake',
      because: { code: 'lease', text: 'kept awake by aya: demo' },
      until: '2026-12-01T13:00:00.000Z',
      now: '2026-12-01T03:00:00.000Z',
      url: 'http://127.0.0.1:8080',
      services: ['web', 'api'].map((name) => ({
        name,
        desired: 1,
        running: 1,
        awakeCount: 1,
        image: service.image.image,
      })),
      database: { status: 'available' },
      leases: [
        {
          id: 'a',
          condition: 'awake',
          from: '2026-12-01T02:00:00.000Z',
          until: '2026-12-01T05:00:00.000Z',
          by: 'aya',
          why: 'demo',
        },
      ],
    });
  });

  it.each([
    ['awake', seen],
    ['waking', { ...seen, observed: down }],
    ['falling-asleep', { ...seen, now: new Date('2026-12-01T14:00:00Z') }],
    ['asleep', { ...seen, observed: down, now: new Date('2026-12-01T14:00:00Z') }],
  ])('is %s', (condition, of) => {
    expect(statusOf(of).status.condition).toBe(condition);
  });

  it('leaves out leases that have ended', () => {
    expect(statusOf({ ...seen, leases: [lease('a', 'asleep', '2026-12-01T02:30:00Z')] }).status.leases).toEqual([]);
  });

  it('has no database when there is none', () => {
    expect(statusOf({ ...seen, observed: { ...observed, database: null } }).status.database).toBeNull();
  });
});

describe('the page', () => {
  it('says condition, reason and end in its first two lines', () => {
    expect(page(seen).split('\n').slice(0, 2)).toEqual([
      'Awake',
      'Office hours, until Tue 1 Dec 22:00 (in 10 h, Tokyo time)',
    ]);
  });

  it('says what it should be, and what keeps it from that', () => {
    const without = { ...down, services: down.services.map((each) => ({ ...each, image: null })) };
    expect(page({ ...seen, observed: without })).toMatch(
      /^Asleep\nIt should be awake: office hours, until .*\n! api has no image yet\n! web has no image yet/,
    );
  });

  it('says who keeps it so, and under which name', () => {
    expect(page({ ...seen, leases: [lease('a', 'asleep', '2026-12-01T05:00:00Z')] })).toContain(
      'lease     asleep until Tue 1 Dec 14:00, by aya (demo), a',
    );
  });

  it('tells of a lease that cannot be read, and shows the rest', () => {
    const broken = { name: '/bookmark-manager/staging/leases/b', value: '{' };
    expect(page({ ...seen, leases: [broken] })).toContain('! lease b is ignored: it is not JSON');
  });

  it('shortens an image to its digest', () => {
    expect(page(seen)).toContain('sha256:abababababab\n');
  });
});

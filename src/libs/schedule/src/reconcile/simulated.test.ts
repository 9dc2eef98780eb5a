import { describe, expect, it, test } from 'vitest';
import { type Calendar, createCalendar } from '../calendar/calendar.ts';
import { goal, upcoming } from '../desired.ts';
import { database, observed, service, slice, tokyo } from '../testing.ts';
import { type Durations, World } from '../testing-world.ts';
import { DAY_MS, MINUTE_MS } from '../time/tokyo.ts';
import { actions } from './actions.ts';
import type { Observed } from './observed.ts';

const up = { desired: 1, running: 1, healthyTargets: 1, forwarding: 'app' } as const;
const AWAKE = observed({ services: [service('web', up), service('api', up)], database: database('available') });
const ASLEEP = observed({ database: database('stopped') });
const AS_ON_AWS: Durations = { starting: 10, stopping: 5, other: 3, task: 1 };
const SEVEN_DAYS = 7 * DAY_MS;

/** What somebody saw at each minute. */
type Seen = { at: Date; observed: Observed };

/** Fires each minute, as EventBridge does; AWS starts a database again that has been stopped for seven days. */
function simulate(calendar: Calendar, start: Observed, from: Date, until: Date, takes = AS_ON_AWS): Seen[] {
  const world = new World(start, takes);
  const seen: Seen[] = [];
  let stoppedAt = from.getTime();
  for (let ms = from.getTime(); ms < until.getTime(); ms += MINUTE_MS) {
    const status = world.observed.database?.status;
    if (status !== 'stopped') stoppedAt = ms;
    else if (ms - stoppedAt >= SEVEN_DAYS) world.take([{ kind: 'start-database' }]);
    world.take(actions(goal(calendar, [], new Date(ms)), world.observed));
    seen.push({ at: new Date(ms), observed: world.observed });
    world.aMinuteLater();
  }
  return seen;
}

const hours = (seen: readonly Seen[], isAwake: (world: Observed) => boolean) =>
  seen.filter((each) => isAwake(each.observed)).length / 60;
const webIsUp = ({ services }: Observed) => (services[0]?.desired ?? 0) > 0;
const databaseIsUp = (world: Observed) => world.database?.status !== 'stopped';
const isServing = ({ services }: Observed) =>
  services.every(({ forwarding, healthyTargets }) => forwarding === 'app' && healthyTargets > 0);

const closed_days = ['2025-04-28', '2025-04-30', '2025-05-01', '2025-05-02'];
const goldenWeek = { from: tokyo('2025-04-25 21:00'), until: tokyo('2025-05-07 22:30') };

describe('a Golden Week', () => {
  it('of lean is one sleep: AWS starts the database after seven days, and it is stopped again within half an hour', () => {
    const lean = createCalendar(
      slice({ calendar: { closed_days }, schedule: { public_holidays: true, database_sleeps: true } }),
    );
    const seen = simulate(lean, AWAKE, goldenWeek.from, goldenWeek.until);
    const asleep = seen.filter(({ at }) => at >= tokyo('2025-04-25 22:10') && at < tokyo('2025-05-07 08:45'));
    expect(hours(asleep, webIsUp)).toBe(0);
    const restarted = asleep.filter((each) => databaseIsUp(each.observed));
    expect(restarted.length).toBeGreaterThan(0);
    expect(restarted.length).toBeLessThanOrEqual(30);
    expect(restarted[0]?.at.getTime()).toBeGreaterThan(tokyo('2025-05-02 22:00').getTime());
  });

  it('of by-the-book is awake to the minute as the calendar says', () => {
    const book = createCalendar(slice({ calendar: { closed_days } }));
    const start = observed({ services: AWAKE.services });
    const seen = simulate(book, start, goldenWeek.from, goldenWeek.until);
    const changes = upcoming(book, [], goldenWeek.from, 13).filter(({ at }) => at < goldenWeek.until);
    expect(changes[0]).toMatchObject({ at: tokyo('2025-04-25 22:00'), condition: 'asleep' });
    const minutes = changes.reduce((sum, { at, condition }, index) => {
      const next = changes[index + 1]?.at ?? goldenWeek.until;
      return condition === 'awake' ? sum + (next.getTime() - at.getTime()) / MINUTE_MS : sum;
    }, 60);
    expect(hours(seen, webIsUp)).toBe(minutes / 60);
    expect(minutes / 60).toBe(1 + 4 * 13); // the Friday's last hour; 29 April, 5, 6 and 7 May
  });
});

describe('a Monday morning', () => {
  const lean = createCalendar(slice({ schedule: { database_sleeps: true } }));
  const from = tokyo('2026-12-06 12:00');
  const until = tokyo('2026-12-07 10:00');

  it('everything is awake and healthy at 9:00 sharp, the database having taken 10 minutes', () => {
    const seen = simulate(lean, ASLEEP, from, until);
    const serving = seen.find((each) => isServing(each.observed));
    expect(serving && serving.at <= tokyo('2026-12-07 09:00')).toBe(true);
    expect(seen.every((each) => each.at < tokyo('2026-12-07 09:00') || isServing(each.observed))).toBe(true);
  });

  test.each([25, 12])(
    'with the database in starting for %i minutes, services stay at 0 and come up within two firings',
    (starting) => {
      const seen = simulate(lean, ASLEEP, from, until, { ...AS_ON_AWS, starting });
      const available = seen.findIndex((each) => each.observed.database?.status === 'available');
      expect(seen.slice(0, available).every((each) => !webIsUp(each.observed))).toBe(true);
      expect(seen.slice(available, available + 2).some((each) => webIsUp(each.observed))).toBe(true);
    },
  );
});

it('a week takes no more than a tenth of a second', () => {
  const lean = createCalendar(slice({ schedule: { public_holidays: true, database_sleeps: true } }));
  const week = () => simulate(lean, AWAKE, tokyo('2026-11-30 21:00'), tokyo('2026-12-07 21:00'));
  week(); // compiled
  // The processor's time: what else the machine does meanwhile is not the schedule's.
  const took = Math.min(
    ...[1, 2, 3, 4, 5].map(() => {
      const begin = process.cpuUsage();
      week();
      return process.cpuUsage(begin).user / 1000;
    }),
  );
  expect(took).toBeLessThan(100);
});

import { createClock } from '../clock/index.ts';
import { createEvents } from '../events.ts';
import type { Call } from '../relay/types.ts';
import type { Attendant } from '../schedules/index.ts';
import { next } from '../schedules/next.ts';
import type { Schedule } from '../schedules/read.ts';
import { createTimer } from '../schedules/timer.ts';
import type { Runnable } from './run.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const STOPS_FOR_MS = 5 * MINUTE_MS;

export type SmallWorld = {
  /** Windows of each day in which it is awake, in minutes since midnight (UTC). */
  awake: readonly (readonly [from: number, until: number])[];
  /** Moments at which a visitor comes, minutes since the begin; each keeps it awake for an hour. */
  visits: readonly number[];
  /** World minutes that the database takes to start. */
  startsForMinutes: number;
};

/**
 * A world that needs no process: two schedules on the real timer, a database and a service that take their time (world time the
 * one, turns of the event loop the other), and a scheduler that decides as the real one does.
 */
export function smallWorld({ awake, visits, startsForMinutes }: SmallWorld) {
  const begin = new Date('2026-12-01T00:00:30Z');
  const clock = createClock({ speed: 0, origin: begin });
  const events = createEvents(clock);
  const writers = new Set<(call: Call) => void>();
  const wrote = (operation: string) => {
    const call: Call = { service: 'ssm', operation, protocol: 'json', region: 'r', account: 'a' };
    for (const tell of writers) tell(call);
  };
  const database = { identifier: 'db', status: 'stopped' as 'stopped' | 'starting' | 'available' | 'stopping' };
  const service = { name: 'staging-web', desired: 0, running: 0, moving: false };
  let leaseUntil = 0;
  let attendant: Attendant | undefined;

  for (const minutes of visits)
    void clock.sleepUntil(new Date(begin.getTime() + minutes * MINUTE_MS)).then(() => {
      leaseUntil = clock.now().getTime() + 60 * MINUTE_MS;
      wrote('PutParameter');
    });

  function becomes(status: typeof database.status): void {
    database.status = status;
    events.emit('database', database.identifier, status);
  }

  async function scale(desired: number): Promise<void> {
    Object.assign(service, { desired, moving: true });
    wrote('UpdateService');
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    Object.assign(service, { running: desired, moving: false });
    events.emit('tasks', service.name, `runs ${desired}`);
  }

  function reconcile() {
    const now = clock.now().getTime();
    const minute = (now % DAY_MS) / MINUTE_MS;
    const window = awake.some(([from, until]) => from <= minute && minute < until);
    const wanted = window || now < leaseUntil;
    const actions: string[] = [];
    if (wanted && database.status === 'stopped') {
      actions.push('start the database');
      becomes('starting');
      void clock.sleep(startsForMinutes * MINUTE_MS).then(() => becomes('available'));
    } else if (wanted && database.status === 'available' && service.desired === 0) {
      actions.push('web: desired count 0 to 1');
      void scale(1);
    } else if (!wanted && service.desired > 0) {
      actions.push('web: desired count 1 to 0');
      void scale(0);
    } else if (!wanted && service.running === 0 && database.status === 'available') {
      actions.push('stop the database');
      becomes('stopping');
      void clock.sleep(STOPS_FOR_MS).then(() => becomes('stopped'));
    }
    const isSettled = wanted ? service.running === 1 : database.status === 'stopped';
    const edges = awake.flat().map((edge) => (edge - minute > 0 ? edge - minute : edge - minute + 1440));
    const ahead = Math.min(DAY_MS, ...edges.map((minutes) => minutes * MINUTE_MS));
    const quietMs = now < leaseUntil ? Math.min(ahead, leaseUntil - now) : ahead;
    return {
      ...{ ok: true, actions, failed: [], waiting: [] },
      because: window ? { code: 'office-hours', text: 'open' } : { code: 'outside-hours', text: 'closed' },
      quietUntil: actions.length === 0 && isSettled ? new Date(now + quietMs).toISOString() : null,
    };
  }

  const timer = createTimer({
    clock,
    broken: (_, error) => {
      throw error;
    },
    async fire(schedule) {
      const told = attendant?.firing(schedule);
      told?.({ payload: reconcile() });
    },
    restUntil: (schedule) => attendant?.restUntil(schedule),
    passedOver: (count) => attendant?.passedOver(count),
  });
  timer.set([every('rate(1 minute)'), ...awake.flat().map((minute) => every(cron(minute)))]);

  const world: Runnable = {
    ...{ clock, events, pace: { hurry: () => {} }, times: { setManner: () => {} }, requests: () => 0 },
    writes: {
      subscribe(listener) {
        writers.add(listener);
        return () => writers.delete(listener);
      },
    },
    schedules: {
      attend(by) {
        attendant = by;
        timer.reconsider();
      },
      reconsider: timer.reconsider,
    },
    underway: () => (service.moving ? ['web moves'] : []),
    services: () => [{ name: service.name, desired: service.desired } as ReturnType<Runnable['services']>[number]],
    databases: () => [database],
  };
  return { world, begin, stop: timer.stop };
}

const cron = (minute: number) => `cron(${minute % 60} ${Math.floor(minute / 60) % 24} * * ? *)`;

function every(expression: string): Schedule {
  return {
    ...{ arn: expression, name: expression, group: 'default', expression, timeZone: 'UTC', enabled: true },
    ...{ deleteAfterwards: false, target: undefined },
    nextAfter: (after) => next(expression, 'UTC', after),
  };
}

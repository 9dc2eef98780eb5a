import type { MovableClock } from '../clock/index.ts';
import type { DatabasePicture, StatusTimes } from '../database/index.ts';
import type { Events, WorldEvent } from '../events.ts';
import type { Writes } from '../relay/types.ts';
import type { Schedules } from '../schedules/index.ts';
import type { TasksPicture } from '../tasks/index.ts';
import { readAnswer } from './answer.ts';
import { type Change, createChronicle } from './chronicle.ts';
import { drive } from './drive.ts';
import { createHours, type Hours } from './hours.ts';
import { levelsOf } from './levels.ts';
import { createRest } from './rest.ts';
import { followRevision } from './revision.ts';

/** Runs the world's clock. */
export type RunOptions = {
  until: Date;
  /** `max`: from one thing that is due to the next; a number: so many times as fast as the machine. */
  speed: 'max' | number;
  /** Fires every schedule each time, even where it can change nothing: what passing over is measured against. */
  everyFiring?: boolean | undefined;
  /** Told of each event of the world as it happens. */
  onEvent?: (event: WorldEvent) => void;
};

/** What happened in a run. Instants are in Z. */
export type RunReport = {
  from: string;
  until: string;
  hours: Hours[];
  changes: Change[];
  invocations: { fired: number; skipped: number };
  /** Real milliseconds. */
  tookMs: number;
};

/** What a run works on. */
export type Runnable = {
  clock: MovableClock;
  pace: { hurry(on: boolean): void };
  events: Events;
  writes: Writes;
  schedules: Pick<Schedules, 'attend' | 'reconsider'>;
  times: Pick<StatusTimes, 'setManner'>;
  underway(): string[];
  /** Requests of visitors since the start. */
  requests(): number;
  services(): TasksPicture['services'];
  databases(): Pick<DatabasePicture, 'identifier' | 'status'>[];
};

/** Lets the world's time pass until then, or until the signal ends it, and tells what happened. Afterwards it passes as the machine's. */
export async function run(world: Runnable, options: RunOptions, signal: AbortSignal): Promise<RunReport> {
  const { clock, events, schedules } = world;
  const begin = performance.now();
  const from = clock.now();
  const hours = createHours();
  const chronicle = createChronicle(clock.now);
  const levels = levelsOf(world);
  const invocations = { fired: 0, skipped: 0 };
  const look = (at = clock.now()) => {
    for (const { subject, text } of levels.changes()) chronicle.changed(subject, text);
    hours.observe(at, levels.awake());
  };

  using stack = new DisposableStack();
  const revision = stack.use(followRevision({ ...world, changed: () => look() }));
  const rest = createRest(revision.current);
  const mayRest = options.speed === 'max' && options.everyFiring !== true;
  stack.defer(
    events.subscribe(({ part, subject, text }) => {
      if (part === 'database' && levels.isDatabase(subject))
        chronicle.database(levels.resourceOf(subject), text.replace(/ on 127\..*/, ''));
    }),
  );
  if (options.onEvent) stack.defer(events.subscribe(options.onEvent));
  schedules.attend({
    restUntil: (schedule) => (mayRest ? rest.until(schedule) : undefined),
    passedOver(count) {
      invocations.skipped += count;
    },
    firing(schedule) {
      invocations.fired += 1;
      const told = [rest.firing(schedule), chronicle.firing()];
      return ({ payload }) => {
        look();
        for (const tell of told) tell(readAnswer(payload));
      };
    },
  });
  stack.defer(() => schedules.attend(undefined));
  world.times.setManner('as-on-aws');
  stack.defer(() => world.times.setManner('quick'));
  stack.defer(() => clock.setSpeed(1));

  look(from);
  if (options.speed === 'max') await atOnce(options.until);
  else {
    clock.setSpeed(options.speed);
    await clock.sleepUntil(options.until, signal);
  }
  const until = clock.now();
  look(until);
  return {
    ...{ from: from.toISOString(), until: until.toISOString() },
    ...{ hours: hours.report(until), changes: chronicle.report() },
    ...{ invocations, tookMs: Math.round(performance.now() - begin) },
  };

  async function atOnce(until: Date): Promise<void> {
    world.pace.hurry(true);
    let seen = revision.current();
    try {
      await drive({
        ...{ clock, until, signal, underway: world.underway },
        look() {
          look();
          if (seen !== revision.current()) schedules.reconsider();
          seen = revision.current();
        },
        impatient: (underway) =>
          events.emit('rehearsal', 'clock', `goes on without waiting for: ${underway.join('; ')}`, 'warn'),
      });
    } finally {
      world.pace.hurry(false);
    }
  }
}

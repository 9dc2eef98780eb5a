import type { Clock } from '../clock.ts';
import type { Schedule } from './read.ts';

/** Calls `fire` when a schedule is due, by the world's clock. */
export interface Timer {
  /** From now on these schedules, in place of all before. What was due is not lost when a schedule stays. */
  set(schedules: readonly Schedule[]): void;
  next(arn: string): Date | undefined;
  stop(): Promise<void>;
}

/** Real milliseconds after which the clock is looked at again: it may have been set. */
const LOOK_AGAIN_MS = 1000;

/**
 * Each schedule fires one at a time: occurrences that come while one still runs, or that a jump of the clock leaves
 * behind, fire once, when it is done. What was due while nothing ran (before `set`) does not fire.
 */
export function createTimer(options: {
  clock: Clock;
  fire: (schedule: Schedule, at: Date) => Promise<void>;
  broken: (schedule: Schedule, error: unknown) => void;
}): Timer {
  const { clock } = options;
  const due = new Map<string, { schedule: Schedule; at: Date | undefined }>();
  const running = new Set<string>();
  const ending = new AbortController();
  let changed = new AbortController();

  function plan(schedule: Schedule, after: Date): Date | undefined {
    try {
      return schedule.nextAfter(after);
    } catch (error) {
      options.broken(schedule, error);
      return undefined;
    }
  }

  function launch(arn: string, schedule: Schedule, at: Date): void {
    running.add(arn);
    due.set(arn, { schedule, at: plan(schedule, clock.now()) });
    void options.fire(schedule, at).finally(() => {
      running.delete(arn);
      changed.abort();
    });
  }

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      changed = new AbortController();
      const now = clock.now();
      let waitMs = LOOK_AGAIN_MS * clock.speed;
      for (const [arn, { schedule, at }] of due) {
        if (!at || running.has(arn)) continue;
        if (at <= now) launch(arn, schedule, at);
        else waitMs = Math.min(waitMs, at.getTime() - now.getTime());
      }
      await clock.sleep(waitMs, AbortSignal.any([changed.signal, ending.signal]));
    }
  }
  const over = loop();

  return {
    set(schedules) {
      const now = clock.now();
      const before = new Map(due);
      due.clear();
      for (const schedule of schedules) {
        const known = before.get(schedule.arn);
        const same =
          known && known.schedule.expression === schedule.expression && known.schedule.timeZone === schedule.timeZone;
        const waiting = same && schedule.enabled && known.schedule.enabled ? known.at : undefined;
        due.set(schedule.arn, { schedule, at: waiting ?? plan(schedule, now) });
      }
      changed.abort();
    },
    next: (arn) => due.get(arn)?.at,
    async stop() {
      ending.abort();
      await over;
    },
  };
}

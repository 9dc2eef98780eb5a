import type { WorldClock } from '../clock/index.ts';
import type { Schedule } from './read.ts';
import { type Due, rested } from './rest.ts';

/** Calls `fire` when a schedule is due, by the world's clock. */
export interface Timer {
  /** From now on these schedules, in place of all before. What was due is not lost when a schedule stays. */
  set(schedules: readonly Schedule[]): void;
  next(arn: string): Date | undefined;
  /** Asks `restUntil` again: something has changed. */
  reconsider(): void;
  stop(): Promise<void>;
}

export type TimerOptions = {
  clock: WorldClock;
  fire: (schedule: Schedule, at: Date) => Promise<void>;
  broken: (schedule: Schedule, error: unknown) => void;
  /** Until when the firings of a schedule may be passed over, because they would change nothing; undefined: they may not. */
  restUntil?: (schedule: Schedule) => Date | undefined;
  /** Told how many firings were passed over. */
  passedOver?: (count: number) => void;
};

/**
 * Each schedule fires one at a time: occurrences that come while one still runs, or that a jump of the clock leaves
 * behind, fire once, when it is done. What was due while nothing ran (before `set`) does not fire.
 */
export function createTimer({ clock, fire, broken, restUntil, passedOver }: TimerOptions): Timer {
  const due = new Map<string, Due & { schedule: Schedule }>();
  const running = new Set<string>();
  const ending = new AbortController();
  let changed = new AbortController();

  function planned(schedule: Schedule, after: Date): Date | undefined {
    try {
      return schedule.nextAfter(after);
    } catch (error) {
      broken(schedule, error);
      return undefined;
    }
  }

  function launch(schedule: Schedule, at: Date): void {
    const { arn } = schedule;
    running.add(arn);
    due.set(arn, { schedule, at: planned(schedule, clock.now()), resting: false });
    void fire(schedule, at).finally(() => {
      running.delete(arn);
      changed.abort();
    });
  }

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      changed = new AbortController();
      await clock.settled();
      const now = clock.now();
      let first: Date | undefined;
      for (const [arn, entry] of [...due]) {
        if (!entry.at || running.has(arn)) continue;
        const { next, wake, count } = rested(entry, restUntil?.(entry.schedule), now);
        due.set(arn, next);
        if (count > 0) passedOver?.(count);
        if (wake && wake <= now) launch(next.schedule, wake);
        else if (wake && (!first || wake < first)) first = wake;
      }
      const either = AbortSignal.any([changed.signal, ending.signal]);
      await (first ? clock.sleepUntil(first, either) : untilAborted(either));
    }
  }
  const over = loop();

  const unsubscribe = clock.onMove((byMs) => {
    // What was planned lies too far ahead once the clock is set back.
    if (byMs < 0)
      for (const [arn, { schedule }] of due)
        due.set(arn, { schedule, at: planned(schedule, clock.now()), resting: false });
    changed.abort();
  });

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
        due.set(schedule.arn, { schedule, at: waiting ?? planned(schedule, now), resting: false });
      }
      changed.abort();
    },
    next: (arn) => due.get(arn)?.at,
    reconsider: () => changed.abort(),
    async stop() {
      unsubscribe();
      ending.abort();
      await over;
    },
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

import type { Pace, WorldClock } from '../clock/index.ts';

/** Statuses that last a while. */
export type Passing = 'creating' | 'starting' | 'stopping' | 'rebooting' | 'modifying';

/** Milliseconds by status. */
export type Durations = Record<Passing, number>;

/** How long statuses last when nobody has said: a moment at the machine's pace, or as on AWS in world time. */
export type Manner = 'quick' | 'as-on-aws';

const MINUTE_MS = 60_000;
const ON_AWS: Durations = {
  creating: 10 * MINUTE_MS,
  starting: 10 * MINUTE_MS,
  stopping: 5 * MINUTE_MS,
  rebooting: MINUTE_MS,
  modifying: MINUTE_MS,
};
const QUICK: Durations = { creating: 1000, starting: 1000, stopping: 1000, rebooting: 500, modifying: 500 };

/** How long the statuses of databases last, changeable while the world lives. */
export interface StatusTimes {
  /** What holds now. */
  current(): Durations;
  /** From the next status on these, in world milliseconds, whatever the manner. */
  set(durations: { [passing in Passing]?: number | undefined }): void;
  /** A status under way that lasts as on AWS is cut to a moment when the manner becomes `quick`. */
  setManner(manner: Manner): void;
  /** Waits as long as the status lasts. */
  wait(passing: Passing, signal: AbortSignal): Promise<void>;
  /** Waits that go at the machine's pace. */
  readonly atPace: number;
}

export function createStatusTimes(
  { clock, pace }: { clock: WorldClock; pace: Pace },
  fixed: Partial<Durations> = {},
): StatusTimes {
  const settled = { ...fixed };
  let manner: Manner = 'quick';
  let cut = new AbortController();
  let atPace = 0;

  async function waitQuickly(passing: Passing, signal: AbortSignal): Promise<void> {
    atPace += 1;
    await pace.sleep(QUICK[passing], signal);
    atPace -= 1;
  }

  return {
    get atPace() {
      return atPace;
    },
    current: () => ({ ...(manner === 'quick' ? QUICK : ON_AWS), ...settled }),
    set(durations) {
      for (const [passing, ms] of Object.entries(durations)) if (ms !== undefined) settled[passing as Passing] = ms;
    },
    setManner(next) {
      if (next === 'quick') cut.abort();
      else cut = new AbortController();
      manner = next;
    },
    async wait(passing, signal) {
      const ms = settled[passing];
      if (ms !== undefined) return clock.sleep(ms, signal);
      if (manner === 'quick') return waitQuickly(passing, signal);
      const end = cut.signal;
      await clock.sleep(ON_AWS[passing], AbortSignal.any([signal, end]));
      if (end.aborted) await waitQuickly(passing, signal);
    },
  };
}

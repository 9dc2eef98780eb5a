/** A time to read and to wait on. */
export interface Clock {
  now(): Date;
  /** Waits `ms` of this time; an aborted signal ends the wait early, without an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How many times as fast as the machine's it goes. */
  readonly speed: number;
}

/** The world's time, as its parts see it: somebody else may move it. */
export interface WorldClock extends Clock {
  /**
   * Waits until that moment, however it comes: a jump beyond it wakes who waits. A clock that is set back takes the moment
   * with it, so that a wait never becomes longer than it was meant to be.
   */
  sleepUntil(at: Date, signal?: AbortSignal): Promise<void>;
  /** Told of each jump, forward or back (world milliseconds), once the clock shows the new time. */
  onMove(listener: (byMs: number) => void | Promise<void>): () => void;
  /** Resolves when everybody who was told of the latest jump has done what there is to do about it. */
  settled(): Promise<void>;
}

/** The world's time in the hands of whoever may move it. */
export interface MovableClock extends WorldClock {
  /** Jumps there; back is allowed. */
  set(to: Date): void;
  /** From now on so many times as fast as the machine's; 0 lets the time stand still. */
  setSpeed(speed: number): void;
  /** The next moment for which somebody waits. */
  nextDue(): Date | undefined;
}

type Sleeper = { atMs: number; wake: () => void };

/** Real milliseconds after which the machine's own clock is looked at again: it may have been set, or have slept. */
const LOOK_AGAIN_MS = 1000;

/** A clock that starts at the machine's time (or `origin`) and goes `speed` times as fast. */
export function createClock(options: { speed?: number; origin?: Date } = {}): MovableClock {
  let speed = options.speed ?? 1;
  let anchor = { machineMs: Date.now(), worldMs: options.origin?.getTime() ?? Date.now() };
  let settled: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const sleepers = new Set<Sleeper>();
  const listeners = new Set<(byMs: number) => void | Promise<void>>();

  const nowMs = () => anchor.worldMs + (Date.now() - anchor.machineMs) * speed;
  const firstMs = () => Math.min(...[...sleepers].map(({ atMs }) => atMs));

  function wakeWhoIsDue(): void {
    const now = nowMs();
    for (const sleeper of [...sleepers]) if (sleeper.atMs <= now) sleeper.wake();
    arm();
  }

  function arm(): void {
    clearTimeout(timer);
    if (sleepers.size === 0 || speed === 0) return;
    const realMs = Math.ceil((firstMs() - nowMs()) / speed);
    timer = setTimeout(wakeWhoIsDue, Math.max(0, Math.min(LOOK_AGAIN_MS, realMs)));
  }

  function wait(atMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', ended);
        resolve();
      };
      const ended = () => {
        wake();
        arm();
      };
      const sleeper = { atMs, wake };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', ended, { once: true });
      if (atMs <= nowMs()) setImmediate(wake);
      arm();
    });
  }

  return {
    get speed() {
      return speed;
    },
    now: () => new Date(nowMs()),
    // Whole milliseconds: a jump to the moment of a sleeper, which is a Date, must reach it.
    sleep: (ms, signal) => wait(Math.ceil(nowMs() + ms), signal),
    sleepUntil: (at, signal) => wait(at.getTime(), signal),
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: async () => void (await settled),
    set(to) {
      const byMs = to.getTime() - nowMs();
      anchor = { machineMs: Date.now(), worldMs: to.getTime() };
      if (byMs < 0) for (const sleeper of sleepers) sleeper.atMs = Math.ceil(sleeper.atMs + byMs);
      settled = Promise.allSettled([...listeners].map(async (listener) => listener(byMs)));
      wakeWhoIsDue();
    },
    setSpeed(next) {
      anchor = { machineMs: Date.now(), worldMs: Math.floor(nowMs()) };
      speed = next;
      arm();
    },
    nextDue: () => (sleepers.size === 0 ? undefined : new Date(firstMs())),
  };
}

/** The world's time. Every part takes its clock as an argument, so a test can run probes, grace periods and intervals faster. */
export interface Clock {
  /** World time: it runs `speed` times as fast as the machine's. */
  now(): Date;
  /** Waits `ms` of world time; an aborted signal ends the wait early, without an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  readonly speed: number;
}

/** A clock that starts at the machine's time (or `origin`) and runs `speed` times as fast. */
export function createClock(options: { speed?: number; origin?: Date } = {}): Clock {
  const speed = options.speed ?? 1;
  const started = Date.now();
  const origin = options.origin?.getTime() ?? started;
  return {
    speed,
    now: () => new Date(origin + (Date.now() - started) * speed),
    sleep: (ms, signal) => pause(ms / speed, signal),
  };
}

/** Waits real milliseconds; an aborted signal ends the wait early, without an error. */
export function pause(realMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, realMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}

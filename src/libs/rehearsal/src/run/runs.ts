import { type Runnable, type RunOptions, type RunReport, run } from './run.ts';

/** Whoever has to do something before a run, and after it: it waits for both. */
export type RunHooks = { before(run: { keepAwake: boolean; until: Date }): Promise<void>; after(): Promise<void> };

export type RunRequest = RunOptions & {
  /** What keeps the environment awake for its user's sake goes on doing so. */
  keepAwake?: boolean | undefined;
};

/** Runs of the clock, one at a time. */
export interface Runs extends AsyncDisposable {
  readonly isRunning: boolean;
  /** Throws when one is going on. */
  start(request: RunRequest, signal: AbortSignal): Promise<RunReport>;
  around(hooks: RunHooks): void;
}

export function createRuns(world: Runnable): Runs {
  const hooks: RunHooks[] = [];
  const ending = new AbortController();
  let current: Promise<unknown> | undefined;

  async function hooked({ keepAwake = false, ...options }: RunRequest, signal: AbortSignal): Promise<RunReport> {
    const begun: RunHooks[] = [];
    try {
      for (const each of hooks) {
        begun.push(each);
        await each.before({ keepAwake, until: options.until });
      }
      return await run(world, options, AbortSignal.any([signal, ending.signal]));
    } finally {
      // At the end of the world nothing is taken up again.
      if (!ending.signal.aborted) await Promise.allSettled(begun.toReversed().map((each) => each.after()));
    }
  }

  return {
    get isRunning() {
      return current !== undefined;
    },
    start(request, signal) {
      if (current) throw new Error('a run of the clock is going on');
      const started = hooked(request, signal);
      const over = started.then(
        () => undefined,
        () => undefined,
      );
      current = over.then(() => {
        current = undefined;
      });
      return started;
    },
    around: (each) => void hooks.push(each),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await current;
    },
  };
}

import { FetchFailure } from '../failure.ts';

/** Ends work that takes too long, by phases and in total, or because whoever wanted it gave it up. */
export type Watch = Disposable & {
  /** A new phase: what ends it now is its own time, or the total. */
  readonly phase: (ms: number) => void;
  /** From here on only the total counts. */
  readonly settle: () => void;
  /** Called once, when it is over; at once if it is over already. */
  readonly onEnd: (end: (failure: FetchFailure) => void) => void;
  /** Why it is over, when it is. */
  readonly ended: () => FetchFailure | undefined;
  /** Rejects when it is over before the work is done. */
  readonly race: <T>(work: Promise<T>) => Promise<T>;
};

export const createWatch = (totalMs: number, signal: AbortSignal | undefined): Watch => {
  const over = new AbortController();
  const end = (code: 'timeout' | 'aborted') => () => over.abort(new FetchFailure(code));
  const total = setTimeout(end('timeout'), totalMs);
  let phase: NodeJS.Timeout | undefined;
  const abort = end('aborted');
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const onEnd: Watch['onEnd'] = (told) => {
    if (over.signal.aborted) told(over.signal.reason as FetchFailure);
    else over.signal.addEventListener('abort', () => told(over.signal.reason as FetchFailure), { once: true });
  };
  return {
    phase: (ms) => {
      clearTimeout(phase);
      phase = setTimeout(end('timeout'), ms);
    },
    settle: () => clearTimeout(phase),
    onEnd,
    ended: () => (over.signal.aborted ? (over.signal.reason as FetchFailure) : undefined),
    race: (work) => {
      const { promise, reject } = Promise.withResolvers<never>();
      onEnd(reject);
      return Promise.race([work, promise]);
    },
    [Symbol.dispose]: () => {
      clearTimeout(total);
      clearTimeout(phase);
      signal?.removeEventListener('abort', abort);
    },
  };
};

import { EXIT } from './errors.ts';

/** What Ctrl-C, SIGTERM and SIGHUP ask of a command. */
export type Interruption = {
  /** Aborted by the first of them. */
  signal: AbortSignal;
  /** Lets a child have Ctrl-C to itself until it is disposed. */
  lend(): Disposable;
};

/** The first signal asks the command to end; a second one ends the process at once. Ctrl-C can be lent to a child. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let lent = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (name === 'SIGINT' && lent > 0) return;
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return {
    signal: controller.signal,
    lend() {
      lent += 1;
      return {
        [Symbol.dispose]: () => {
          lent -= 1;
        },
      };
    },
  };
}

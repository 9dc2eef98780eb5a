/** Lets writes through, except while a save copies the emulator's memory. */
export interface Gate {
  /** Waits until no save is under way; call what it returns when the write is answered. */
  enter(): Promise<() => void>;
  /**
   * Runs `work` while no write is in flight; new ones wait. Returns undefined without running it when writes are still in flight
   * after `patienceMs` (a long upload, or a write that waits for another one): better no save now than everybody held.
   */
  quiet<T>(work: () => Promise<T>, patienceMs: number): Promise<T | undefined>;
}

export function createGate(): Gate {
  let closed: Promise<void> | undefined;
  let inFlight = 0;
  let onIdle: (() => void) | undefined;

  const leave = () => {
    inFlight -= 1;
    if (inFlight === 0) onIdle?.();
  };
  const idleWithin = (patienceMs: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs);
      onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });

  return {
    async enter() {
      // A loop: the next save may have closed the gate before this write was resumed.
      while (closed) await closed;
      inFlight += 1;
      return leave;
    },
    async quiet(work, patienceMs) {
      while (closed) await closed;
      const { promise, resolve: open } = Promise.withResolvers<void>();
      closed = promise;
      try {
        if (inFlight > 0 && !(await idleWithin(patienceMs))) return undefined;
        return await work();
      } finally {
        onIdle = undefined;
        closed = undefined;
        open();
      }
    },
  };
}

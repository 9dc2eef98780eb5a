import { setTimeout as wait } from 'node:timers/promises';

/** Waits real milliseconds and keeps no process alive by it; an aborted signal ends the wait early, without an error. */
export const idle = (ms: number, signal: AbortSignal): Promise<unknown> =>
  wait(ms, undefined, { signal, ref: false }).catch(() => undefined);

import { setTimeout as pause } from 'node:timers/promises';
import { interrupted, StagingError } from './errors.ts';

const EVERY_MS = 250;
/** Far beyond anything that is polled here. */
const LIMIT_MS = 10 * 60_000;

export type Patience = {
  limitMs?: number;
  everyMs?: number;
  /** What to do after an interruption. */
  next?: string | undefined;
};

/** Asks until there is an answer. @throws StagingError when the user interrupts, or when it takes ten minutes or the limit */
export async function poll<T>(
  signal: AbortSignal,
  what: string,
  ask: () => Promise<T | undefined>,
  { limitMs = LIMIT_MS, everyMs = EVERY_MS, next = 'npm start goes on from here.' }: Patience = {},
): Promise<T> {
  const end = Date.now() + limitMs;
  while (!signal.aborted) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end)
      throw new StagingError(`Waiting for ${what} took more than ${limitMs / 60_000} minutes.`, {
        hint: 'staging status',
      });
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
  throw interrupted(`Interrupted while waiting for ${what}.`, next);
}

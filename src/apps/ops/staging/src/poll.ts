import { setTimeout as pause } from 'node:timers/promises';
import { interrupted, StagingError } from './errors.ts';

const EVERY_MS = 250;
/** Far beyond anything that is polled here. */
const LIMIT_MS = 10 * 60_000;

/**
 * Asks until there is an answer. `goesOn` is what to type after an interruption.
 * @throws StagingError when the user interrupts, or when it takes ten minutes
 */
export async function poll<T>(
  signal: AbortSignal,
  what: string,
  ask: () => Promise<T | undefined>,
  goesOn = 'npm start goes on from here.',
): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  while (!signal.aborted) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end)
      throw new StagingError(`Waiting for ${what} took more than ten minutes.`, { hint: 'staging status' });
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  throw interrupted(`Interrupted while waiting for ${what}.`, goesOn);
}

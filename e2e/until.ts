import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is truthy; an error with what was seen last when `deadlineMs` have passed. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { deadlineMs = 30_000, everyMs = 200 }: { deadlineMs?: number; everyMs?: number } = {},
): Promise<T> {
  let last: T | undefined;
  for (const end = Date.now() + deadlineMs; Date.now() < end; await pause(everyMs)) {
    last = await probe();
    if (last) return last;
  }
  throw new Error(`${what}: not within ${deadlineMs / 1000} s; seen last: ${JSON.stringify(last)}`);
}

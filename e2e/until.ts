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

const HOUR_MS = 3_600_000;

/** A stop lasts until the calendar next wakes: one in the last two minutes before that would be over before it is seen. */
export async function awayFromTheOpening(): Promise<void> {
  const minuteInTokyo = () => {
    const tokyo = new Date(Date.now() + 9 * HOUR_MS);
    return tokyo.getUTCHours() * 60 + tokyo.getUTCMinutes();
  };
  const opening = 9 * 60;
  await until('the opening is past', () => minuteInTokyo() < opening - 2 || minuteInTokyo() >= opening, {
    deadlineMs: 180_000,
    everyMs: 1000,
  });
}

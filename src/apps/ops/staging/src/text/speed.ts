import { usageError } from '../errors.ts';

/** The rehearsal goes no faster. */
const FASTEST = 100_000;

/** A speed as people type it. @throws StagingError, as bad usage of `what`, when it is no number above 0 and up to 100,000 */
export function parseSpeed(text: string, what: string): number {
  const speed = /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (speed > 0 && speed <= FASTEST) return speed;
  throw usageError(
    `${what}: expected a number above 0, ${FASTEST} at most, such as 60 (a minute of the clock in each second), found "${text}".`,
  );
}

import { momentOf } from '@bookmark-manager/schedule';
import { usageError } from '../errors.ts';

/**
 * The instant that `23:30` (the next one), `2026-12-05 08:40` (both in Tokyo) or `2026-12-05T08:40:00+09:00` names.
 * @throws StagingError, as bad usage of `what`, when it names none
 */
export function parseMoment(text: string, now: Date, what: string): Date {
  const at = momentOf(text, now);
  if (at) return at;
  throw usageError(
    `${what}: expected a time in Tokyo such as "2026-12-05 08:40" or "23:30", or an instant such as 2026-12-01T01:00:00Z, found "${text}".`,
  );
}

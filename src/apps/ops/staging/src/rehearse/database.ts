import { join } from 'node:path';
import type { WorldEvent } from '@bookmark-manager/rehearsal';
import { StagingError } from '../errors.ts';

/**
 * Looks at what happened while the world was started.
 * @throws StagingError when a database that was there could not be brought up: without it nothing else would work
 */
export function checkDatabase(events: readonly WorldEvent[], directory: string): void {
  const failed = events.findLast(({ part, level }) => part === 'database' && level === 'error');
  if (failed === undefined) return;
  const folder = join(directory, 'database', failed.subject);
  const why = failed.text.replace(/\.$/, '').replaceAll(' | ', '\n  ');
  throw new StagingError(`The database ${failed.subject} cannot be brought up: ${why}.`, {
    hint: `Put ${folder} right (postgres.log is in it), or move ${directory} away to begin with an empty environment.`,
  });
}

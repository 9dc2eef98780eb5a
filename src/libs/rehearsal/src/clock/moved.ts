import type { Store } from '../store.ts';
import type { Clock } from './clock.ts';

/** Beyond this the world's time counts as moved: less is the machine's own rounding. */
const MOVED_MS = 60_000;

/**
 * Remembers that the clock was moved, for the next start: a world always begins at the machine's time, and says what its stamps
 * may show. `last` is the world's time when it was last noted in the run before, undefined when it was the machine's.
 */
export function rememberMoves(store: Store, clock: Clock): { last: Date | undefined; note(): void } {
  const map = store.map<string>('clock');
  const last = map.get('moved');
  map.delete('moved');
  return {
    last: last === undefined ? undefined : new Date(last),
    note() {
      if (Math.abs(clock.now().getTime() - Date.now()) > MOVED_MS) map.set('moved', clock.now().toISOString());
      else map.delete('moved');
      store.touch();
    },
  };
}

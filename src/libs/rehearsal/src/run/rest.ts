import type { Schedule } from '../schedules/index.ts';
import type { FiringAnswer } from './answer.ts';

/** Remembers which schedules said that their next firings would change nothing. */
export interface Rest {
  /** A firing begins; tell what it answered. */
  firing(schedule: Pick<Schedule, 'arn'>): (answer: FiringAnswer) => void;
  /** Until when its firings may be passed over; undefined: they may not. */
  until(schedule: Pick<Schedule, 'arn' | 'expression'>): Date | undefined;
}

/**
 * A firing may be passed over when the last one of its schedule did nothing, said how long that holds, and nothing in the world
 * has changed since it began: then it would find the same and do the same, nothing. `revision` counts the world's changes. An
 * edge (anything but a rate) is never passed over.
 */
export function createRest(revision: () => number): Rest {
  const quiet = new Map<string, { until: Date; revision: number }>();
  return {
    firing({ arn }) {
      const begun = revision();
      return ({ quietUntil }) => {
        if (quietUntil) quiet.set(arn, { until: quietUntil, revision: begun });
        else quiet.delete(arn);
      };
    },
    until({ arn, expression }) {
      const known = quiet.get(arn);
      if (!known || known.revision !== revision() || !expression.startsWith('rate(')) return undefined;
      return known.until;
    },
  };
}

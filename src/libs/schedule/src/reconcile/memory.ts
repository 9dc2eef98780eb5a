import * as z from 'zod/mini';
import type { Condition } from '../condition.ts';
import type { Lease } from '../leases/lease.ts';
import type { Action } from './actions.ts';
import type { Observed } from './observed.ts';

/** What the reconciler cannot see and has to remember from one firing to the next. Without it, it begins anew and does no harm. */
export type Memory = {
  /** The condition that it worked towards. */
  toward: Condition | null;
  /** Since when it works towards it without having reached it; null: it has. */
  unsettledSince: Date | null;
  /** When this waking began: starts that failed before do not count. null while it is to be asleep. */
  wakingSince: Date | null;
  /** Services set back to 0 because they did not start, with the image that did not. */
  gaveUp: Readonly<Record<string, { image: string | null; at: Date }>>;
};

export const NO_MEMORY: Memory = { toward: null, unsettledSince: null, wakingSince: null, gaveUp: {} };

const instant = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);

const memorySchema = z.object({
  toward: z.nullable(z.enum(['awake', 'asleep'])),
  unsettledSince: z.nullable(instant),
  wakingSince: z.nullable(instant),
  gaveUp: z.record(z.string(), z.object({ image: z.nullable(z.string()), at: instant })),
});

/** The memory that a parameter's value holds; none when it cannot be read. */
export function parseMemory(value: string | undefined): Memory {
  try {
    return memorySchema.parse(JSON.parse(value ?? ''));
  } catch {
    return NO_MEMORY;
  }
}

/**
 * The memory at the beginning of a firing: a service is given another try when it is to wake anew, when it has another
 * image, or when somebody wakes the environment.
 */
export function recall(
  memory: Memory,
  {
    toward,
    images,
    leases,
    now,
  }: Facts & { images: Readonly<Record<string, string | null>>; leases: readonly Lease[] },
): Memory {
  if (toward === 'asleep') return { ...begun(memory, toward, now), wakingSince: null, gaveUp: {} };
  const kept = Object.entries(memory.gaveUp).filter(
    ([name, { image, at }]) => images[name] === image && !leases.some((lease) => wakesAnew(lease, at)),
  );
  const another = kept.length < Object.keys(memory.gaveUp).length;
  return {
    ...begun(memory, toward, now),
    wakingSince: another ? now : (memory.wakingSince ?? now),
    gaveUp: Object.fromEntries(kept),
  };
}

/** The memory at its end. `settled`: all is as it should be, and nothing is left to do. */
export function remember(
  memory: Memory,
  { settled, taken, observed, now }: { settled: boolean; taken: readonly Action[]; observed: Observed; now: Date },
): Memory {
  const givenUp = taken.flatMap((action) => (action.kind === 'give-up' ? [action.service] : []));
  const imageOf = (name: string) => observed.services.find((service) => service.name === name)?.image?.image ?? null;
  return {
    ...memory,
    unsettledSince: settled ? null : (memory.unsettledSince ?? now),
    gaveUp: {
      ...memory.gaveUp,
      ...Object.fromEntries(givenUp.map((name) => [name, { image: imageOf(name), at: now }])),
    },
  };
}

type Facts = { toward: Condition; now: Date };

/** Working towards another condition, it has its time again. */
function begun(memory: Memory, toward: Condition, now: Date): Memory {
  return memory.toward === toward ? memory : { ...memory, toward, unsettledSince: now };
}

/** A lease that somebody made since then to have it awake; what the reconciler or a rehearsal makes by itself is none. */
function wakesAnew({ condition, kind, madeAt }: Lease, since: Date): boolean {
  return condition === 'awake' && !['use', 'rehearse', 'hold'].includes(kind) && madeAt > since;
}

/** What may be without room. */
export type Crowded = 'database' | 'web' | 'api';

/** AWS has no room for it; `times`: how many attempts are still refused, null until the fault is cleared. */
export type StandingFault = { fault: 'capacity'; of: Crowded; times: number | null };

/** Faults of AWS's that were made to happen and have not passed. */
export interface Faults {
  /** Whether there is no room; an attempt that is refused counts. `of` may be the whole name of a service, `…-web`. */
  refuses(of: string): boolean;
  add(fault: StandingFault): void;
  clear(): void;
  standing(): StandingFault[];
}

export const NO_FAULTS: Pick<Faults, 'refuses'> = { refuses: () => false };

export function createFaults(): Faults {
  const standing = new Map<Crowded, StandingFault>();
  return {
    refuses(name) {
      const found = [...standing.values()].find(({ of }) => name === of || name.endsWith(`-${of}`));
      if (!found) return false;
      if (found.times === null) return true;
      found.times -= 1;
      if (found.times <= 0) standing.delete(found.of);
      return true;
    },
    add: (fault) => void standing.set(fault.of, { ...fault }),
    clear: () => standing.clear(),
    standing: () => [...standing.values()].map((fault) => ({ ...fault })),
  };
}

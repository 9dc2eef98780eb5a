/** Numbers that look random and are the same every time. */
export type Random = {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number from 0 to below `end`. */
  readonly below: (end: number) => number;
  /** One of a list; those at its beginning far more often, as words are in a language. */
  readonly oneOf: <T>(list: readonly T[]) => T;
};

/** The generator mulberry32: small, and good enough for words. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (end) => Math.floor(next() * end),
    oneOf: (list) => {
      const one = list[Math.floor((list.length + 1) ** next()) - 1] ?? list[0];
      if (one === undefined) throw new Error('an empty list has nothing to choose from');
      return one;
    },
  };
};

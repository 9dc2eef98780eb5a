/** What a row of the report says of its requests, in milliseconds. */
export type Times = {
  readonly p50: number;
  readonly p99: number /** What the API computed for one, on average. */;
  readonly computed: number;
};

/** The middle of some times, and what 99 of 100 stay below. */
export const timesOf = (times: readonly number[], computedMs: number): Times => {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), computed: computedMs / times.length };
};

/** Of several runs of the same, the one in which the machine had least else to do. */
export const best = (runs: readonly Times[]): Times => runs.reduce((one, other) => (other.p50 < one.p50 ? other : one));

import * as z from 'zod/mini';

/**
 * What AWS does not publish of an HTTP API, as the rehearsal plays it: rather harsher than the real one may be. Each can be set by
 * `POST /_rehearsal/assumptions`.
 */
export type Assumptions = {
  /** How long the gateway goes by what Cloud Map listed. */
  listedMs: number;
  /** How much later than Cloud Map the gateway knows of an instance's changed health. */
  healthLateMs: number;
  /** What it answers while no instance is listed as healthy. */
  nothingListedStatus: number;
  /** Whether a request that meets a dead connection to an instance is sent again. */
  retries: boolean;
  /** How long it keeps an idle connection to an instance. */
  keptMs: number;
  /** Whether a path is decoded and encoded anew on its way: `%2F` arrives as a slash then. */
  pathsEncodedAnew: boolean;
};

const ASSUMED: Assumptions = {
  listedMs: 60_000,
  healthLateMs: 30_000,
  nothingListedStatus: 503,
  retries: false,
  keptMs: 350_000,
  pathsEncodedAnew: true,
};

/** What is assumed now. */
export type Assumed = { current(): Assumptions; change(changed: z.infer<typeof changedAssumptions>): Assumptions };

export function createAssumed(): Assumed {
  let assumed = ASSUMED;
  return {
    current: () => assumed,
    change(changed) {
      const said = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      assumed = { ...assumed, ...said };
      return assumed;
    },
  };
}

const ms = z.number().check(z.gte(0), z.lte(3_600_000));

/** What may be set; every one that is left out stays. */
export const changedAssumptions = z.partial(
  z.strictObject({
    listedMs: ms,
    healthLateMs: ms,
    nothingListedStatus: z.number().check(z.gte(500), z.lte(599)),
    retries: z.boolean(),
    keptMs: ms,
    pathsEncodedAnew: z.boolean(),
  }),
);

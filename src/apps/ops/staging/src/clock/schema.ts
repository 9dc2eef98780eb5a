import * as z from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** `GET /_rehearsal/clock`. Durations are in milliseconds of the clock, by the name of the database's status. */
export const readingSchema = z.object({
  now: instant,
  machine: instant,
  /** 0: it stands, as it does again and again in a run at its fastest. */
  speed: z.number().nonnegative(),
  running: z.boolean(),
  durations: z.record(z.string(), z.number()),
});

export type Reading = z.infer<typeof readingSchema>;

/** `/_rehearsal/faults`: those that were asked for and have not come to their end. */
export const faultsSchema = z.object({
  faults: z.array(z.looseObject({ fault: z.string(), of: z.string().nullish(), times: z.number().nullish() })),
});

export type Fault = z.infer<typeof faultsSchema>['faults'][number];

const change = z.object({ at: instant, subject: z.string(), text: z.string() });

export const reportSchema = z.object({
  from: instant,
  until: instant,
  hours: z.array(
    z.object({
      resource: z.string(),
      /** Hours, to the minute. */
      awake: z.number().nonnegative(),
      windows: z.array(z.object({ from: instant, until: instant })),
    }),
  ),
  /** `cause` is the scheduler's reason at the firing that did it, or what else did. */
  changes: z.array(change.extend({ cause: z.object({ code: z.string(), text: z.string() }) })),
  invocations: z.object({ fired: z.number(), skipped: z.number() }),
  /** Of the machine. */
  tookMs: z.number().nonnegative(),
});

export type Report = z.infer<typeof reportSchema>;

/** A line of a run: what changed, or at its end the report. */
export const lineSchema = z.discriminatedUnion('kind', [
  change.extend({ kind: z.literal('change'), part: z.string() }),
  reportSchema.extend({ kind: z.literal('report') }),
  z.object({ kind: z.literal('error'), error: z.string() }),
]);

export type RunChange = Extract<z.infer<typeof lineSchema>, { kind: 'change' }>;

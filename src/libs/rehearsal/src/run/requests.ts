import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { readAll } from '../relay/upstream.ts';

const instant = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (text) => /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
        'expected an instant such as "2026-12-01T00:00:00Z"',
      ),
    ),
  z.transform((text) => new Date(text)),
);
const FASTEST = 100_000;
const speed = z.number().check(z.gt(0), z.lte(FASTEST));
const ms = z.number().check(z.gte(0), z.lte(366 * 86_400_000));
const times = z.int().check(z.gte(1));

export const clockSchema = z.union([
  z.strictObject({ set: instant }),
  z.strictObject({ advance: ms }),
  z.strictObject({ speed }),
  z.strictObject({
    durations: z.strictObject({
      creating: z.optional(ms),
      starting: z.optional(ms),
      stopping: z.optional(ms),
      rebooting: z.optional(ms),
      modifying: z.optional(ms),
    }),
  }),
]);

export const runSchema = z.strictObject({
  until: instant,
  speed: z.union([z.literal('max'), speed]),
  keepAwake: z.optional(z.boolean()),
  everyFiring: z.optional(z.boolean()),
});

export const faultSchema = z.union([
  z.strictObject({ fault: z.literal('database-restart') }),
  z.strictObject({ fault: z.literal('capacity'), of: z.enum(['database', 'web', 'api']), times: z.optional(times) }),
  z.strictObject({ fault: z.literal('none') }),
]);

/** A request that cannot be done; `status` is HTTP's. */
export class Refused extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** The body of a request, understood. @throws Refused, with `allowed` in its words, when it is none of what is allowed */
export async function readBody<T>(request: IncomingMessage, schema: z.ZodMiniType<T>, allowed: string): Promise<T> {
  const text = (await readAll(request)).toString();
  const parsed = schema.safeParse(json(text));
  if (parsed.success) return parsed.data;
  throw new Refused(`expected one of ${allowed}, got ${text.slice(0, 200) || 'nothing'}`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

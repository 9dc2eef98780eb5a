import * as z from 'zod/mini';
import type { Condition } from '../condition.ts';
import { explain } from '../settings/explain.ts';
import { DAY_MS } from '../time/tokyo.ts';

/** A person's dated exception to the calendar. It covers `from` (inclusive) to `until` (exclusive). */
export type Lease = {
  /** Unique; the last part of its parameter's name. */
  id: string;
  condition: Condition;
  from: Date;
  until: Date;
  by: string;
  why: string;
  /** Awake is the database alone, for work that needs no service: whether the rest sleeps is not this lease's to decide. */
  only?: 'database';
  /** Of a hold: the process that renews it. Once that is gone it only ends. */
  heldBy?: { machine: string; pid: number };
  /** What made it: `start`, `stop`, `rehearse`, `hold`, `use`, `visit`, `button`, `offer`; another is taken for a person's. */
  kind: string;
  /** When it was made: of those that cover a moment the newest wins. Renewing does not make a lease newer. */
  madeAt: Date;
};

/** No lease lasts longer. */
export const LONGEST_LEASE_MS = 14 * DAY_MS;

const instant = z
  .string()
  .check(
    z.refine(
      (text) => /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
      'an instant such as "2026-12-01T00:00:00Z"',
    ),
  );

/** The JSON of a lease's parameter. Keys that this version does not know are left alone, so a newer one can add some. */
export const leaseSchema = z
  .object({
    condition: z.enum(['awake', 'asleep']),
    from: instant,
    until: instant,
    by: z.string(),
    why: z.string(),
    kind: z.optional(z.string()),
    madeAt: z.optional(instant),
    only: z.optional(z.literal('database')),
    heldBy: z.optional(z.object({ machine: z.string(), pid: z.number() })),
  })
  .check(
    z.refine(({ from, until }) => Date.parse(until) > Date.parse(from), {
      path: ['until'],
      message: 'an instant after "from"',
    }),
    z.refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= LONGEST_LEASE_MS, {
      path: ['until'],
      message: 'at most 14 days after "from"',
    }),
    z.refine(({ condition, only }) => only === undefined || condition === 'awake', {
      path: ['only'],
      message: 'nothing where the condition is "asleep"',
    }),
  );

/** A stored parameter: its whole name and its value. */
export type StoredLease = { name: string; value: string };

/** Every readable lease, and one sentence for each that is not: an unreadable one never stops the rest. */
export function parseLeases(stored: readonly StoredLease[]): { leases: Lease[]; problems: string[] } {
  const leases: Lease[] = [];
  const problems: string[] = [];
  for (const each of stored) {
    const parsed = parseLease(each);
    if ('lease' in parsed) leases.push(parsed.lease);
    else problems.push(`lease ${leaseId(each.name)} is ignored: ${parsed.problem}`);
  }
  return { leases, problems };
}

/** The value to store for a lease. */
export function serializeLease({ id: _, from, until, madeAt, ...rest }: Lease): string {
  return JSON.stringify({
    ...rest,
    from: from.toISOString(),
    until: until.toISOString(),
    madeAt: madeAt.toISOString(),
  });
}

function parseLease({ name, value }: StoredLease): { lease: Lease } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return { problem: 'it is not JSON' };
  }
  const result = leaseSchema.safeParse(json);
  if (!result.success) return { problem: explain(result.error.issues, json).join('; ') };
  const { condition, from, until, by, why, kind, madeAt, only, heldBy } = result.data;
  return {
    lease: {
      id: leaseId(name),
      condition,
      from: new Date(from),
      until: new Date(until),
      by,
      why,
      kind: kind ?? (condition === 'awake' ? 'start' : 'stop'),
      madeAt: new Date(madeAt ?? from),
      ...(only === undefined ? {} : { only }),
      ...(heldBy === undefined ? {} : { heldBy }),
    },
  };
}

function leaseId(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

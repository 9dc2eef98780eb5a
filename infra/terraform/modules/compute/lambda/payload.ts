import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1), z.maxLength(200));

const commandSchema = z.strictObject({
  action: z.enum(['start', 'stop']),
  for: z.optional(text),
  until: z.optional(text),
  by: z.optional(text),
  why: z.optional(z.string().check(z.maxLength(200))),
});

const plainSchema = z.union([
  z.strictObject({ action: z.literal('reconcile') }),
  z.strictObject({ action: z.literal('status') }),
]);

/** What EventBridge adds by itself to an event whose input nobody set. */
const eventSchema = z.object({ source: z.string(), 'detail-type': z.string() });

export type Payload =
  | { action: 'reconcile' }
  | { action: 'status' }
  | { action: 'start' | 'stop'; for?: string | undefined; until?: string | undefined; by: string; why: string };

/** What a payload may be, for the answer to one that is not. */
export const ALLOWED = [
  '{}',
  '{"action":"status"}',
  '{"action":"start","for":"2h","by":"…","why":"…"}',
  '{"action":"start","until":"23:30"}',
  '{"action":"stop","for":"2h","by":"…","why":"…"}',
  '{"action":"stop","until":"2026-12-01 09:00"}',
];

/** What was asked for, or null when it is none of what is allowed. An empty or scheduled event is a reconcile. */
export function parsePayload(event: unknown): Payload | null {
  if (event === null || event === undefined || isEmpty(event) || eventSchema.safeParse(event).success)
    return { action: 'reconcile' };
  const plain = plainSchema.safeParse(event);
  if (plain.success) return plain.data;
  const command = commandSchema.safeParse(event);
  return command.success ? { ...command.data, by: command.data.by ?? 'someone', why: command.data.why ?? '' } : null;
}

function isEmpty(event: unknown): boolean {
  return typeof event === 'object' && event !== null && Object.keys(event).length === 0;
}

import * as z from 'zod';

/**
 * What JWT_SECRET holds: `current` signs. While it is rotated `next` is accepted too, so that no token of a task that signs with it already is
 * refused by one that does not yet; afterwards `previous`, until `previousUntil` (ISO 8601 in Z, by the tasks' own clock).
 */
export type JwtValue = {
  current: string;
  next?: string | undefined;
  previous?: string | undefined;
  previousUntil?: string | undefined;
};

const schema: z.ZodType<JwtValue> = z
  .strictObject({
    current: z.string(),
    next: z.string().optional(),
    previous: z.string().optional(),
    previousUntil: z.iso.datetime().optional(),
  })
  .refine(({ previous, previousUntil }) => (previous === undefined) === (previousUntil === undefined));

/** As many bytes as an HMAC of SHA-256 has. */
const LEAST_BYTES = 32;

/** Reads it: one key, or JSON with several. Null when it is JSON of something else. */
export function parseJwt(value: string): JwtValue | null {
  if (!value.startsWith('{')) return { current: value };
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** What keeps a value from being a JWT_SECRET, never the value; null: nothing. */
export function jwtMistake(value: string): string | null {
  const keys = parseJwt(value);
  if (keys === null) return 'it begins as JSON, and is not what staging secrets rotate writes';
  const { current, next, previous } = keys;
  const lengths = [current, next, previous].flatMap((key) => (key === undefined ? [] : [Buffer.byteLength(key)]));
  const short = lengths.find((length) => length < LEAST_BYTES);
  return short === undefined ? null : `it has ${short} bytes, ${LEAST_BYTES} are the least`;
}

/** Both keys are accepted from now on, and the old one still signs. */
export const withNext = (value: JwtValue, next: string): JwtValue => ({ ...value, next });

/** The next key signs, the one of now is accepted until then. */
export const switched = ({ current, next }: JwtValue & { next: string }, until: Date): JwtValue => ({
  current: next,
  previous: current,
  previousUntil: until.toISOString(),
});

import * as z from 'zod';

/** What the API signs its tokens with, and what it takes for its own. */
export type Keys = {
  readonly sign: string;
  /** `until`: from that moment on it is not accepted any more; without one it always is. */
  readonly accept: readonly { readonly key: string; readonly until?: Date }[];
};

/** As many bytes as an HMAC of SHA-256 has. */
const LEAST_BYTES = 32;

/**
 * JWT_SECRET is one key, or, while it is rotated and for a day afterwards, JSON with several: `current` signs, `next` will, `previous` did
 * and is accepted until `previousUntil`. One value, so that no task is ever given half of a change. `staging secrets rotate` writes it.
 * @throws Error that says what it must be, never what it is
 */
export const parseKeys = (value: string): Keys => {
  const several = value.startsWith('{') ? rotating(value) : { current: value };
  const { current, next, previous, previousUntil } = several;
  for (const key of [current, next, previous])
    if (key !== undefined && Buffer.byteLength(key) < LEAST_BYTES)
      throw new Error(`JWT_SECRET must have ${LEAST_BYTES} bytes or more`);
  return {
    sign: current,
    accept: [
      { key: current },
      ...(next === undefined ? [] : [{ key: next }]),
      ...(previous === undefined || previousUntil === undefined
        ? []
        : [{ key: previous, until: new Date(previousUntil) }]),
    ],
  };
};

type Several = {
  current: string;
  next?: string | undefined;
  previous?: string | undefined;
  previousUntil?: string | undefined;
};

const schema: z.ZodType<Several> = z
  .object({
    current: z.string(),
    next: z.string().optional(),
    previous: z.string().optional(),
    previousUntil: z.iso.datetime().optional(),
  })
  .refine(({ previous, previousUntil }) => (previous === undefined) === (previousUntil === undefined));

const rotating = (value: string): Several => {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    // without the cause: its words would hold the value
    throw new Error('JWT_SECRET must be a key, or JSON with current, and next or previous and previousUntil');
  }
};

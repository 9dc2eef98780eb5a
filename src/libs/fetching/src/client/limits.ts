/** What one answer may cost. */
export type Limits = {
  /** Names looked up, connected, TLS agreed upon: for each hop. */
  readonly connectMs: number;
  /** From there to the end of the headers. */
  readonly firstByteMs: number;
  /** From the first look-up to the last byte, over all hops. */
  readonly totalMs: number;
  /** Of the body, as it arrives and again when it is unpacked. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
};

export const defaultLimits: Limits = {
  connectMs: 5_000,
  firstByteMs: 10_000,
  totalMs: 30_000,
  maxBytes: 5 * 1024 * 1024,
  maxRedirects: 5,
};

/** A bucket of tokens: `burst` at most, `perSecond` come in. */
export type Bucket = { tokens: number; atMs: number };

/** Takes a token for one request; `granted` is false when there is none. A bucket that is not there yet is full. */
export function take(
  bucket: Bucket | undefined,
  { perSecond, burst }: { perSecond: number; burst: number },
  nowMs: number,
): { bucket: Bucket; granted: boolean } {
  const came = bucket ? ((nowMs - bucket.atMs) / 1000) * perSecond : burst;
  const tokens = Math.min(burst, (bucket?.tokens ?? 0) + came);
  const granted = tokens >= 1;
  return { granted, bucket: { tokens: granted ? tokens - 1 : tokens, atMs: nowMs } };
}

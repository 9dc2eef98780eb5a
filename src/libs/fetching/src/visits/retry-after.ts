/** A day: nobody is believed who says to come back in ten years. */
const MAX_MS = 86_400_000;

/** How long a server asks to be left alone, from its Retry-After; null when it says nothing that can be read. */
export const retryAfterMs = (header: string | undefined, now: Date): number | null => {
  const written = header?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(written) ? Number(written) * 1000 : dateOf(written) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_MS);
};

/** A date begins with the name of its day; Date.parse would read much else as one. */
const dateOf = (written: string): number =>
  /^(sun|mon|tue|wed|thu|fri|sat)/i.test(written) ? Date.parse(written) : Number.NaN;

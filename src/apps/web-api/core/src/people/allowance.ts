/** How often something may be tried: so often at once, and then once in a while. */
export type Allowance = { readonly burst: number; readonly everyMs: number };

/** What one try does: when the allowance is full again, or, when there is none left, how long until there is. */
export type Tried = { readonly fullAt: number } | { readonly waitMs: number };

/**
 * One try at `now`. All that is kept of the tries before is the moment at which the allowance is full again; undefined is full.
 * Times in milliseconds of one clock.
 */
export const tryOnce = (fullAt: number | undefined, now: number, { burst, everyMs }: Allowance): Tried => {
  const from = Math.max(fullAt ?? now, now);
  const waitMs = from - now - (burst - 1) * everyMs;
  return waitMs > 0 ? { waitMs } : { fullAt: from + everyMs };
};

/** Counts tries by key, for as many keys as memory is meant to hold; the ones tried longest ago are forgotten first. */
export class Counter {
  readonly #allowance: Allowance;
  readonly #most: number;
  readonly #fullAt = new Map<string, number>();

  constructor(allowance: Allowance, most = 10_000) {
    this.#allowance = allowance;
    this.#most = most;
  }

  /** @returns 0, or for how many milliseconds it may not be tried */
  take(key: string, now: number): number {
    const tried = tryOnce(this.#fullAt.get(key), now, this.#allowance);
    if ('waitMs' in tried) return tried.waitMs;
    this.#fullAt.delete(key);
    this.#fullAt.set(key, tried.fullAt);
    if (this.#fullAt.size > this.#most) this.#forget();
    return 0;
  }

  /** Takes a try back: it was none. */
  giveBack(key: string): void {
    const fullAt = this.#fullAt.get(key);
    if (fullAt !== undefined) this.#fullAt.set(key, fullAt - this.#allowance.everyMs);
  }

  #forget(): void {
    const [oldest] = this.#fullAt.keys();
    if (oldest !== undefined) this.#fullAt.delete(oldest);
  }
}

export type Window = { from: string; until: string };

/** For how long something was awake: hours, exact to the minute and beyond, and when (instants in Z). */
export type Hours = { resource: string; awake: number; windows: Window[] };

const HOUR_MS = 3_600_000;

/** Keeps account of what is awake. Pure but for its memory: every moment is given. */
export function createHours() {
  const all = new Map<string, { windows: { from: Date; until: Date }[]; since?: Date }>();
  return {
    /** From `at` on this is awake, and whatever is not named is not. */
    observe(at: Date, awake: Readonly<Record<string, boolean>>): void {
      for (const [resource, isAwake] of Object.entries({ ...asleep(all.keys()), ...awake })) {
        const one = all.get(resource) ?? { windows: [] };
        all.set(resource, one);
        if (isAwake) one.since ??= at;
        else if (one.since) {
          if (one.since < at) one.windows.push({ from: one.since, until: at });
          delete one.since;
        }
      }
    },
    /** The account up to `until`. */
    report(until: Date): Hours[] {
      return [...all].map(([resource, { windows, since }]) => {
        const closed = since && since < until ? [...windows, { from: since, until }] : windows;
        const ms = closed.reduce((sum, window) => sum + window.until.getTime() - window.from.getTime(), 0);
        return {
          resource,
          awake: ms / HOUR_MS,
          windows: closed.map((window) => ({ from: window.from.toISOString(), until: window.until.toISOString() })),
        };
      });
    },
  };
}

const asleep = (names: Iterable<string>) => Object.fromEntries([...names].map((name) => [name, false]));

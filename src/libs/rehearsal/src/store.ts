/** The rehearsal's own memory: named maps of plain JSON, saved in the same file as the emulator's. */
export interface Store {
  /** The map of that name, made empty when there is none. Values must be plain JSON (dates as ISO strings). */
  map<T>(name: string): Map<string, T>;
  /** Tells that something changed outside of a relayed write, so that it gets saved. */
  touch(): void;
  dump(): StoreDump;
  load(dump: StoreDump): void;
  clear(): void;
  onTouch(listener: () => void): void;
}

export type StoreDump = Record<string, [string, unknown][]>;

export function createStore(): Store {
  const maps = new Map<string, Map<string, unknown>>();
  const listeners: (() => void)[] = [];
  const map = (name: string) => {
    const known = maps.get(name);
    if (known) return known;
    const made = new Map<string, unknown>();
    maps.set(name, made);
    return made;
  };
  return {
    map: <T>(name: string) => map(name) as Map<string, T>,
    touch: () => {
      for (const listener of listeners) listener();
    },
    dump: () => Object.fromEntries([...maps].map(([name, entries]) => [name, [...entries]])),
    load(dump) {
      for (const [name, entries] of Object.entries(dump)) {
        const target = map(name);
        target.clear();
        for (const [key, value] of entries) target.set(key, value);
      }
    },
    clear: () => {
      for (const entries of maps.values()) entries.clear();
    },
    onTouch: (listener) => {
      listeners.push(listener);
    },
  };
}

/** Puts numbered items back into their order: gives those whose turn it is, each once. */
export function createInbox<T>(): (sequence: number, item: T) => T[] {
  const early = new Map<number, T>();
  let next = 0;
  return (sequence, item) => {
    if (sequence < next) return [];
    early.set(sequence, item);
    const ready: T[] = [];
    for (let found = early.get(next); found !== undefined; found = early.get(next)) {
      early.delete(next);
      next += 1;
      ready.push(found);
    }
    return ready;
  };
}

import { FetchFailure } from '../failure.ts';

/** So many at once, the others in the order in which they came. */
export type Turns = { readonly take: (signal?: AbortSignal) => Promise<Disposable> };

export const createTurns = (atOnce: number): Turns => {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const turn = (): Disposable => {
    let over = false;
    return {
      [Symbol.dispose]: () => {
        if (over) return;
        over = true;
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      },
    };
  };
  return {
    take: async (signal) => {
      if (signal?.aborted) throw new FetchFailure('aborted');
      if (free > 0) {
        free -= 1;
        return turn();
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = () => {
        waiting.splice(waiting.indexOf(resolve), 1);
        reject(new FetchFailure('aborted'));
      };
      waiting.push(resolve);
      signal?.addEventListener('abort', leave, { once: true });
      await promise;
      signal?.removeEventListener('abort', leave);
      return turn();
    },
  };
};

import { setTimeout as pause } from 'node:timers/promises';

export type Failure = { path: string; at: string; what: string };

type Manner = {
  isGood?: (answer: Response) => boolean;
  /** Of somebody who is signed in, say: then a page comes from the web, the API and the database. */
  headers?: Record<string, string>;
};

/** Requests at a steady rate, whatever the answers take; every one is kept whose answer is not as it should be. */
export function traffic(
  door: string,
  paths: readonly string[],
  perSecond: number,
  { isGood = ({ status }: Response) => status === 200, headers = {} }: Manner = {},
) {
  const failures: Failure[] = [];
  const inFlight = new Set<Promise<void>>();
  let sent = 0;
  let over = false;
  const ask = async (path: string) => {
    const at = new Date().toISOString();
    try {
      const answer = await fetch(door + path, { headers, redirect: 'manual', signal: AbortSignal.timeout(20_000) });
      await answer.arrayBuffer();
      if (!isGood(answer)) failures.push({ path, at, what: `status ${answer.status}` });
    } catch (error) {
      failures.push({
        path,
        at,
        what: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error),
      });
    }
  };
  const running = (async () => {
    const began = performance.now();
    while (!over) {
      const path = paths[sent % paths.length] ?? '/';
      const request: Promise<void> = ask(path).finally(() => inFlight.delete(request));
      inFlight.add(request);
      sent += 1;
      await pause(Math.max(0, began + (sent * 1000) / perSecond - performance.now()));
    }
  })();
  return {
    /** Ends it and waits for the last answers. */
    async end() {
      over = true;
      await running;
      await Promise.all(inFlight);
      return { sent, failures };
    },
  };
}

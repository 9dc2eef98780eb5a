import type { Sandbox } from './sandbox.ts';

/** The warm copies of one deployed function. */
export interface Pool {
  /** Runs `work` with a copy that nobody else uses: a warm one, a new one, or (when there are many) the next that is free. */
  use<T>(work: (sandbox: Sandbox, cold: boolean) => Promise<T>): Promise<T>;
  readonly size: number;
  /** Ends idle copies now, and each busy one when it is done. */
  retire(): Promise<void>;
}

/** More copies than this would only starve each other on one machine. */
const MOST = 16;
/** Real milliseconds that an idle copy is kept. */
const IDLE_MS = 5 * 60_000;

export function createPool(start: () => Promise<Sandbox>): Pool {
  const idle: { sandbox: Sandbox; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  const stopping = new Set<Promise<void>>();
  let size = 0;
  let retired = false;

  async function take(): Promise<{ sandbox: Sandbox; cold: boolean }> {
    while (size >= MOST && idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const warm = idle.pop();
    if (warm) {
      clearTimeout(warm.timer);
      if (warm.sandbox.alive) return { sandbox: warm.sandbox, cold: false };
      size -= 1;
      return take();
    }
    size += 1;
    try {
      return { sandbox: await start(), cold: true };
    } catch (error) {
      size -= 1;
      throw error;
    }
  }

  function give(sandbox: Sandbox): void {
    if (retired || !sandbox.alive) end(sandbox);
    else {
      const timer = setTimeout(() => {
        idle.splice(
          idle.findIndex((each) => each.sandbox === sandbox),
          1,
        );
        end(sandbox);
      }, IDLE_MS);
      timer.unref();
      idle.push({ sandbox, timer });
    }
    waiting.shift()?.();
  }

  function end(sandbox: Sandbox): void {
    size -= 1;
    const stopped = sandbox.stop().finally(() => stopping.delete(stopped));
    stopping.add(stopped);
  }

  return {
    async use(work) {
      const { sandbox, cold } = await take();
      try {
        return await work(sandbox, cold);
      } finally {
        give(sandbox);
      }
    },
    get size() {
      return size;
    },
    async retire() {
      retired = true;
      for (const { sandbox, timer } of idle.splice(0)) {
        clearTimeout(timer);
        end(sandbox);
      }
      await Promise.all(stopping);
    },
  };
}

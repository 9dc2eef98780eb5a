import { pause } from '../clock/index.ts';
import type { Call, Handler, Writes } from '../relay/types.ts';

export type Refresher<Topic> = AsyncDisposable & {
  /** Reads again soon. Resolves when a reading that began after the call has ended, also when it failed. */
  ask(topic: Topic): Promise<void>;
  /** What a call changed is in force before its caller has the answer: on AWS the caller has to wait a moment. */
  inForce(topic: Topic): Handler;
  /** Whether something was written that is not read yet. */
  readonly busy: boolean;
};

/** A burst of writes is followed by one reading; short, as a changed weight is expected to count at once. */
const DEBOUNCE_REAL_MS = 5;
/** Changes that no write told of (an emulator's own) are seen after this. */
const SLOW_REAL_MS = 30_000;

/** What is deleted while it is read fails the reading; only what keeps failing is worth telling. */
const RETRY_REAL_MS = 500;
const TELL_AFTER = 3;

/** Reads again after each write that matters, and slowly by itself. `read` is never run twice at a time. */
export function createRefresher<Topic>(options: {
  writes: Writes;
  /** What a write may have changed; undefined when nothing that matters. */
  topicOf(call: Call): Topic | undefined;
  /** What is read again every now and then. */
  slowly: Topic;
  /** Real milliseconds that a burst of writes is waited out. */
  settleRealMs?: number;
  read(topics: ReadonlySet<Topic>): Promise<void>;
  failed(error: unknown): void;
}): Refresher<Topic> {
  const { settleRealMs = DEBOUNCE_REAL_MS } = options;
  const ended = new AbortController();
  let wanted = new Set<Topic>();
  let next: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();
  let failures = 0;
  let reading = false;

  function ask(topic: Topic): Promise<void> {
    wanted.add(topic);
    next ??= Promise.all([running, pause(settleRealMs, ended.signal)]).then(() => {
      next = undefined;
      running = readWanted();
      return running;
    });
    return next;
  }

  async function readWanted() {
    const topics = wanted;
    wanted = new Set();
    if (ended.signal.aborted) return;
    reading = true;
    try {
      await options.read(topics);
      failures = 0;
    } catch (error) {
      if (ended.signal.aborted) return;
      failures++;
      if (failures === TELL_AFTER) options.failed(error);
      const again = pause(RETRY_REAL_MS, ended.signal);
      void again.then(() => Promise.all([...topics].map(ask)));
    } finally {
      reading = false;
    }
  }

  const unsubscribe = options.writes.subscribe((call) => {
    const topic = options.topicOf(call);
    if (topic !== undefined) void ask(topic);
  });
  const slow = setInterval(() => void ask(options.slowly), SLOW_REAL_MS);
  slow.unref();

  return {
    ask,
    inForce: (topic) => ({
      kind: 'amend',
      async amend(_, answer) {
        await ask(topic);
        return answer;
      },
    }),
    get busy() {
      return reading || next !== undefined;
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      unsubscribe();
      clearInterval(slow);
      await next;
      await running;
    },
  };
}

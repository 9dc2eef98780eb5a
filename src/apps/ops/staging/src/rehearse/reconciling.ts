import type { WorldEvent } from '@bookmark-manager/rehearsal';
import { callScheduler, type SchedulerAnswer } from '../scheduler-call.ts';
import type { Target } from '../target/target.ts';

/** Real milliseconds: what happens together is looked at once. */
const SETTLE_MS = 100;

/** Asks the scheduler as soon as something happened that it waits for; on AWS it would see it within its minute. */
export type Reconciling = AsyncDisposable & {
  /** Asks now, after whatever is being asked. */
  ask(): Promise<SchedulerAnswer>;
  /** Lets events pass unheeded until `resume`, which asks: the schedule alone calls meanwhile. */
  pause(): void;
  resume(): Promise<void>;
  /** What it answered last, or how it failed. */
  readonly latest: SchedulerAnswer | Error | undefined;
};

export function reconciling(
  target: Target,
  subscribe: (listener: (event: WorldEvent) => void) => () => void,
): Reconciling {
  let latest: SchedulerAnswer | Error | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isPaused = false;
  const ask = () => {
    const answer = turn.then(() => callScheduler(target, { action: 'reconcile' }));
    turn = answer.then(
      (value) => {
        latest = value;
      },
      (error: unknown) => {
        latest = error instanceof Error ? error : new Error(String(error));
      },
    );
    return answer;
  };
  const unsubscribe = subscribe((event) => {
    if (isPaused || !isAwaited(event) || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      ask().catch(() => undefined); // kept in `latest`
    }, SETTLE_MS);
  });
  return {
    ask,
    pause() {
      isPaused = true;
      clearTimeout(timer);
      timer = undefined;
    },
    async resume() {
      isPaused = false;
      await ask().catch(() => undefined); // kept in `latest`
    },
    get latest() {
      return latest;
    },
    async [Symbol.asyncDispose]() {
      unsubscribe();
      clearTimeout(timer);
      await turn;
    },
  };
}

/** A target became healthy, a database came up or went down, a task ended. */
function isAwaited({ part, text }: WorldEvent): boolean {
  if (part === 'load-balancer') return text.includes(' is healthy');
  if (part === 'database') return /^(available|stopped)/.test(text);
  return part === 'tasks' && text.startsWith('stopped');
}

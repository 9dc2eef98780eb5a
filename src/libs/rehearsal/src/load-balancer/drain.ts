import type { Pace } from '../clock/index.ts';

/** Real milliseconds between two looks at a target that drains. */
const LOOK_REAL_MS = 50;

/** Waits out a deregistration delay; in a hurry only as long as somebody is still served. */
export async function drained({
  pace,
  delayMs,
  isBusy,
  signal,
}: {
  pace: Pace;
  delayMs: number;
  isBusy(): boolean;
  signal: AbortSignal;
}): Promise<void> {
  const end = pace.now().getTime() + delayMs;
  while (!signal.aborted && pace.now().getTime() < end && (isBusy() || !pace.hurried)) {
    await pace.sleep(Math.min(end - pace.now().getTime(), LOOK_REAL_MS * pace.speed), signal);
  }
}

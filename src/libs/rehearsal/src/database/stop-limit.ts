import type { WorldClock } from '../clock/index.ts';
import type { Instance } from './instance.ts';

/** RDS starts a database by itself when it has been stopped for this long, world time. */
export const LONGEST_STOP_MS = 7 * 86_400_000;

/** As RDS words it (RDS-EVENT-0154). */
export const STARTED_BY_AWS =
  'DB instance is being started due to it exceeding the maximum allowed time being stopped.';

/** Waits until a stopped instance has been so for too long, then starts it unless it has been started meanwhile. */
export async function startAfterLimit(
  instance: Instance,
  { clock, signal, start }: { clock: WorldClock; signal: AbortSignal; start(): void },
): Promise<void> {
  const { stoppedAt = clock.now().toISOString() } = instance;
  const stoppedForMs = clock.now().getTime() - Date.parse(stoppedAt);
  // A stop in the future is one of a world whose clock was set back: its seven days begin now.
  await clock.sleep(LONGEST_STOP_MS - Math.max(0, Math.min(LONGEST_STOP_MS, stoppedForMs)), signal);
  if (!signal.aborted && instance.status === 'stopped' && instance.stoppedAt === stoppedAt) start();
}

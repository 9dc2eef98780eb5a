import type { Pace } from '../../clock/index.ts';
import type { ManagedProcess, Processes } from '../../processes/types.ts';
import { afterProbe, type HealthState, settings } from '../core/container-health.ts';
import type { Started } from '../rooms/types.ts';
import type { HealthCheck } from '../types.ts';

type Check = {
  check: HealthCheck;
  pace: Pace;
  processes: Processes;
  name: string;
  /** How a command is started beside the container; undefined when that is not there yet. */
  start(command: readonly string[]): Promise<Started | undefined>;
  changed(status: HealthState['status']): void;
  signal: AbortSignal;
};

/** Until it has passed once a container is asked this often, so that one that is ready is seen at once … */
const EAGER_MS = 1_000;
/** … but not more often than this (real time), however fast the pace is. In a hurry it is asked as often. */
const EAGER_REAL_MS = 250;

/** Runs a container's health check at the machine's pace until the signal ends it. Its timeout is real: so is its work. */
export async function watchContainer(options: Check): Promise<void> {
  const { check, pace, changed, signal } = options;
  const { intervalSeconds } = settings(check);
  const began = pace.now().getTime();
  let state: HealthState = { status: 'UNKNOWN', failures: 0 };
  let counted = began;
  while (!signal.aborted) {
    const eager = state.status === 'UNKNOWN' && state.failures === 0;
    const eagerMs = Math.max(pace.hurried ? 0 : EAGER_MS, EAGER_REAL_MS * pace.speed);
    await pace.sleep(eager ? eagerMs : intervalSeconds * 1000, signal);
    if (signal.aborted) return;
    const passed = await probe(options);
    if (signal.aborted) return;
    const now = pace.now().getTime();
    // Between two intervals only success counts: ECS would not have asked yet.
    if (!passed && Math.abs(now - counted) < intervalSeconds * 1000) continue;
    counted = now;
    const { status } = state;
    state = afterProbe(state, passed, now - began, check);
    if (state.status !== status) changed(state.status);
  }
}

async function probe({ check, processes, name, start, signal }: Check): Promise<boolean> {
  const [kind, ...words] = check.command;
  if (kind === 'NONE' || words.length === 0) return true;
  const started = await start(kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : words);
  if (!started) return false;
  let child: ManagedProcess;
  try {
    child = await processes.start({ ...started, name });
  } catch {
    return false;
  }
  const stop = () => void child.stop({ graceMs: 0 });
  const timer = setTimeout(stop, settings(check).timeoutSeconds * 1000);
  signal.addEventListener('abort', stop, { once: true });
  const exit = await child.exited;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  return exit.code === 0;
}

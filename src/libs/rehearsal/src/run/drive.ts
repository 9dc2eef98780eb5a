import { type MovableClock, pause } from '../clock/index.ts';
import { nextStep } from './next.ts';

export type Drive = {
  clock: MovableClock;
  until: Date;
  underway(): string[];
  /** Told before the clock moves, when all is quiet: the last look at this moment of the world. */
  look(): void;
  /** Told when something has been waited for for too long; the clock goes on without it. */
  impatient(underway: readonly string[]): void;
  signal: AbortSignal;
  /** Real milliseconds that the world's time may stand for one thing. */
  patienceMs?: number;
};

/** Real milliseconds between two looks at what is under way. */
const LOOK_REAL_MS = 10;
/** More than a start with its grace period takes. */
const PATIENCE_MS = 180_000;

/** Moves the clock from one thing that is due to the next until it shows `until` and all is quiet. It stands meanwhile, and at the end. */
export async function drive(options: Drive): Promise<void> {
  const { clock, until, signal, patienceMs = PATIENCE_MS } = options;
  const ignored = new Set<string>();
  let standsSince: number | undefined;
  clock.setSpeed(0);
  while (!signal.aborted) {
    await untilHeard();
    options.look();
    await untilHeard();
    const underway = options.underway();
    for (const each of [...ignored]) if (!underway.includes(each)) ignored.delete(each);
    const step = nextStep({ now: clock.now(), until, due: clock.nextDue(), underway, ignored });
    if (step.kind === 'end') return;
    if (step.kind === 'jump') {
      standsSince = undefined;
      clock.set(step.to);
      continue;
    }
    standsSince ??= performance.now();
    if (performance.now() - standsSince > patienceMs) {
      options.impatient(underway);
      for (const each of underway) ignored.add(each);
      standsSince = undefined;
    }
    await pause(LOOK_REAL_MS, signal);
  }
}

/** Whoever was woken has begun what there is to do: two turns of the event loop, one for the waking and one for what it calls. */
async function untilHeard(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

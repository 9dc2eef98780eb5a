import type { Clock } from './clock.ts';
import { pause } from './pause.ts';

/**
 * The machine's pace: what processes need for their work, whatever the world's clock shows. Starting, probing, grace, draining and
 * stopping go by it, so that no jump of the world's clock cuts them short. It never jumps; tests let it go faster.
 */
export interface Pace extends Clock {
  /** Waits that only spare a visitor are left out while this is true, where there is no visitor. */
  readonly hurried: boolean;
}

/** A pace that goes `speed` times as fast as the machine. */
export function createPace(speed = 1): Pace & { hurry(on: boolean): void } {
  const origin = Date.now() - performance.now() * speed;
  let hurried = false;
  return {
    speed,
    get hurried() {
      return hurried;
    },
    hurry(on) {
      hurried = on;
    },
    // Not the machine's clock, which may be set.
    now: () => new Date(origin + performance.now() * speed),
    sleep: (ms, signal) => pause(ms / speed, signal),
  };
}

import { readClock } from '../clock/client.ts';
import type { Target } from './target.ts';

/** The time in which a target lives. */
export type WorldTime = {
  now: Date;
  /** The machine's time at that moment. */
  machine: Date;
  /** How many times as fast as the machine's it goes on. */
  speed: number;
  /** Whether the clock is being run (`staging clock run`). */
  running: boolean;
};

/**
 * The time of a target: on AWS the machine's, in the rehearsal what its clock says.
 * @throws StagingError when the rehearsal does not say it
 */
export async function worldTime(target: Target): Promise<WorldTime> {
  return target.kind === 'rehearsal' ? readClock(target.run.endpoint) : machineTime();
}

/** The time where there is no clock but the machine's. */
export function machineTime(): WorldTime {
  const now = new Date();
  return { now, machine: now, speed: 1, running: false };
}

import type { Config } from '../config.ts';
import { isStagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import { findTarget, type Target } from './target.ts';
import { type WorldTime, worldTime } from './time.ts';

/**
 * The target and its time, for a command that does without where there is none: null when no rehearsal runs, or when one
 * that is just starting does not answer, which is said.
 */
export async function findRunning(
  config: Config,
  io: Io,
  options: { aws: boolean },
): Promise<{ target: Target; time: WorldTime } | null> {
  const target = find(config, io, options);
  if (target === null) return null;
  try {
    return { target, time: await worldTime(target) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    io.err(`The rehearsal does not say its time, so it is left out (${error.message}).`);
    return null;
  }
}

function find(config: Config, io: Io, options: { aws: boolean }): Target | null {
  try {
    return findTarget(config, io, options);
  } catch (error) {
    if (isStagingError(error)) return null;
    throw error;
  }
}

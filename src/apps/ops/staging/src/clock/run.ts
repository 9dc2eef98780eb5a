import { interrupted } from '../errors.ts';
import type { Io } from '../io.ts';
import { readClock } from './client.ts';
import { readRun } from './lines.ts';
import { openPage } from './request.ts';
import { sayMoment } from './say.ts';
import type { Report } from './schema.ts';
import { createRunView } from './view.ts';

export type RunRequest = { until: Date; speed: 'max' | number; keepAwake: boolean };

/**
 * Runs the clock to its end and shows on the error stream what changes. Interrupted, it ends the run: the clock stays where
 * it came to.
 * @throws StagingError
 */
export async function runClock(endpoint: string, from: Date, request: RunRequest, io: Io): Promise<Report> {
  const body = runBody(request);
  // Whatever ends this, the request ends with it, and so does the run.
  const ending = new AbortController();
  using view = createRunView(io, { from, until: request.until }, () => readClock(endpoint));
  try {
    const answer = await openPage(endpoint, 'clock/run', { body, signal: AbortSignal.any([io.signal, ending.signal]) });
    return await readRun(answer, view.changed);
  } catch (error) {
    if (io.signal.aborted) throw await endedByHand(endpoint);
    throw error;
  } finally {
    ending.abort();
  }
}

export function runBody({ until, speed, keepAwake }: RunRequest): Record<string, unknown> {
  return { until: until.toISOString(), speed, ...(keepAwake ? { keepAwake } : {}) };
}

async function endedByHand(endpoint: string): Promise<Error> {
  const reading = await readClock(endpoint).catch(() => undefined);
  return interrupted(
    reading ? `The run was ended; the clock stands at ${sayMoment(reading.now)}.` : 'The run was ended.',
    'staging clock set now brings it back.',
  );
}

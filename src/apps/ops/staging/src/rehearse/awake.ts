import type { Io } from '../io.ts';
import { poll } from '../poll.ts';
import type { Reconciling } from './reconciling.ts';

const REMIND_MS = 15_000;
/** The page, and the API together with its database. */
const ASKED = ['/', '/api/ready'];

/**
 * Waits until web and API answer through the door. Says now and then what it waits for. Returns false when the schedule
 * wants the environment to sleep, so that nothing is going to answer.
 */
export async function untilServed(options: {
  reconciling: Pick<Reconciling, 'latest'>;
  door(): string | undefined;
  io: Io;
  remindMs?: number;
}): Promise<boolean> {
  const { reconciling, io, remindMs = REMIND_MS } = options;
  let reminded = Date.now();
  return poll(io.signal, 'web and api', async () => {
    const { latest } = reconciling;
    if (latest !== undefined && !(latest instanceof Error) && latest.desired === 'asleep') return false;
    const missing = await notServed(options.door());
    if (missing === undefined) return true;
    if (Date.now() - reminded > remindMs) {
      reminded = Date.now();
      const why = latest instanceof Error ? latest.message : latest?.waiting.join('; ');
      io.err(`    … waiting: ${why || missing}`);
    }
    return undefined;
  });
}

/** What does not answer as it should, in words; undefined when all of it does. */
async function notServed(door: string | undefined): Promise<string | undefined> {
  if (door === undefined) return 'there is no listener yet';
  for (const path of ASKED) {
    const status = await statusOf(new URL(path, door).href);
    if (status !== 200) return typeof status === 'number' ? `${path} answers ${status}` : status;
  }
  return undefined;
}

async function statusOf(door: string): Promise<number | string> {
  try {
    const answer = await fetch(door, { signal: AbortSignal.timeout(10_000), headers: { connection: 'close' } });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    return `the door does not answer (${error instanceof Error ? error.message : error})`;
  }
}

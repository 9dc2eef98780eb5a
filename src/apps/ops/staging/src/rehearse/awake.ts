import type { Io } from '../io.ts';
import { poll } from './poll.ts';
import type { Reconciling } from './reconciling.ts';

const REMIND_MS = 15_000;

/**
 * Waits until the page answers through the door. Says now and then what it waits for. Returns false when the schedule
 * wants the environment to sleep, so that nothing is going to answer.
 */
export async function untilServed(options: {
  reconciling: Reconciling;
  door(): string | undefined;
  io: Io;
}): Promise<boolean> {
  const { reconciling, io } = options;
  let reminded = Date.now();
  let seen = '';
  return poll(io.signal, 'the page', async () => {
    const { latest } = reconciling;
    if (latest !== undefined && !(latest instanceof Error) && latest.desired === 'asleep') return false;
    const door = options.door();
    const status = door === undefined ? 'there is no listener yet' : await statusOf(door);
    if (status === 200) return true;
    const why = latest instanceof Error ? latest.message : latest?.waiting.join('; ');
    seen = why || (typeof status === 'number' ? `the door answers ${status}` : status);
    if (Date.now() - reminded > REMIND_MS) {
      reminded = Date.now();
      io.err(`    … waiting: ${seen}`);
    }
    return undefined;
  });
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

import { pause } from '../../clock/index.ts';
import type { Cloud, LogLine } from '../cloud.ts';

/** One log stream that lines are shipped to, in order and in batches. */
export interface LogShipper {
  write(message: string): void;
  /** Ships what is left; lines that could not be shipped within `deadlineMs` real milliseconds are counted. */
  close(deadlineMs: number): Promise<{ lost: number }>;
}

/** Real milliseconds that lines are gathered before they are sent. */
const GATHER_MS = 200;
const RETRY_MS = 1_000;
/** CloudWatch's own limits: events and bytes a request, bytes an event, with 26 bytes counted for each event. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const MOST_EVENT_BYTES = 262_144 - 26;

/**
 * Ships to a stream that exists; one that was forgotten (an emulator that was started again) is made again. Lines carry the world's time (`now`), as
 * everything else that is asked about by time.
 */
export function createLogShipper(
  cloud: Pick<Cloud, 'putLogEvents' | 'createLogStream'>,
  group: string,
  stream: string,
  now: () => Date,
): LogShipper {
  const waiting: LogLine[] = [];
  const hurry = new AbortController();
  let working: Promise<void> | undefined;
  /** Of a log group that was deleted: they have nowhere to go. */
  let lost = 0;
  let giveUpAt = Number.POSITIVE_INFINITY;

  async function work() {
    await pause(GATHER_MS, hurry.signal);
    while (waiting.length > 0 && Date.now() < giveUpAt) {
      const batch = waiting.slice(0, batchSize(waiting));
      // CloudWatch refuses a request that is not in the order of time, and the clock may have been set back.
      const ordered = batch.toSorted((one, other) => one.timestamp - other.timestamp);
      const failure = await cloud.putLogEvents(group, stream, ordered).then(
        () => undefined,
        (error: Error) => error.name,
      );
      if (failure === undefined) waiting.splice(0, batch.length);
      else if (failure === 'ResourceNotFoundException') {
        const made = await cloud.createLogStream(group, stream).then(
          () => true,
          () => false,
        );
        if (!made) lost += waiting.splice(0, batch.length).length;
      } else await pause(Math.min(RETRY_MS, Math.max(0, giveUpAt - Date.now())));
    }
    working = undefined;
  }

  return {
    write(message) {
      if (message === '') return;
      waiting.push(...split(message).map((part) => ({ timestamp: now().getTime(), message: part })));
      working ??= work();
    },
    async close(deadlineMs) {
      giveUpAt = Date.now() + deadlineMs;
      hurry.abort();
      await working;
      return { lost: lost + waiting.length };
    },
  };
}

/** How many of the waiting lines fit into one request. */
export function batchSize(lines: readonly LogLine[]): number {
  let bytes = 0;
  let count = 0;
  for (const { message } of lines) {
    bytes += Buffer.byteLength(message) + 26;
    if (count > 0 && (bytes > MOST_BYTES || count === MOST_EVENTS)) break;
    count++;
  }
  return count;
}

/** A line longer than an event may be is shipped in several. */
function split(message: string): string[] {
  if (Buffer.byteLength(message) <= MOST_EVENT_BYTES) return [message];
  const parts: string[] = [];
  // Four bytes are the most that UTF-8 takes for one character.
  const characters = Array.from(message);
  const size = Math.floor(MOST_EVENT_BYTES / 4);
  for (let at = 0; at < characters.length; at += size) parts.push(characters.slice(at, at + size).join(''));
  return parts;
}

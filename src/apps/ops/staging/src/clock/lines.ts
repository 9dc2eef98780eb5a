import type { IncomingMessage } from 'node:http';
import { StagingError } from '../errors.ts';
import { notUnderstood } from './request.ts';
import { lineSchema, type Report, type RunChange } from './schema.ts';

/**
 * Reads a run to its end: each change as it comes, then the report.
 * @throws StagingError when the run fails, ends without a report, or says what is not understood
 */
export async function readRun(
  answer: AsyncIterable<Buffer> | IncomingMessage,
  changed: (change: RunChange) => void,
): Promise<Report> {
  for await (const text of linesOf(answer)) {
    const line = lineSchema.safeParse(jsonOf(text));
    if (!line.success) throw notUnderstood('clock/run', line.error);
    if (line.data.kind === 'report') return line.data;
    if (line.data.kind === 'error')
      throw new StagingError(`The run failed: ${line.data.error}`, { hint: 'staging status' });
    changed(line.data);
  }
  throw new StagingError('The run ended without a report: the rehearsal was stopped, or another run took its place.', {
    hint: 'staging clock show says where the clock stands.',
  });
}

async function* linesOf(answer: AsyncIterable<Buffer> | IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of whole(answer)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

/** An answer that breaks off is the rehearsal's end, not a bug. */
async function* whole(answer: AsyncIterable<Buffer> | IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of answer) yield chunk as Buffer;
  } catch (cause) {
    throw new StagingError('The rehearsal ended during the run.', { hint: 'Start it again: npm start', cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

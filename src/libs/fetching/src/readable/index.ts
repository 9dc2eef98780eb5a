import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadablePage } from './page.ts';

export type { Block, ReadablePage } from './page.ts';

/** A page that cannot be made readable within the memory or the time that there is for it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export type ReadableOptions = {
  /** `program.ts`, or what it was bundled into. */
  readonly program: URL;
  readonly deadlineMs?: number;
  readonly maxHeapMib?: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * What there is to read on a page of HTML; null when there is nothing. It is done in a process with a heap and a deadline of its own: a page
 * that is made to take for ever takes neither the requests' time nor the task's memory. Not in a thread: one that runs out of its memory
 * can end the process that it belongs to.
 * @throws UnreadableError
 */
export const readable = async (html: string, options: ReadableOptions): Promise<ReadablePage | null> => {
  const { program, deadlineMs = 120_000, maxHeapMib = 128, signal } = options;
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<ReadablePage | null>();
  const child = fork(fileURLToPath(program), [], {
    // neither settings nor secrets
    env: {},
    execArgv: [`--max-old-space-size=${maxHeapMib}`, '--max-semi-space-size=8'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const fail = (words: string) => () => reject(new UnreadableError(words));
  child.on('message', (page) => resolve(page as ReadablePage | null));
  child.on('error', fail('The page cannot be read'));
  child.on('exit', fail('The page is too large or too deep to be read'));
  const deadline = setTimeout(fail('The page takes too long to be read'), deadlineMs);
  const abort = () => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  child.send(html, (error) => {
    if (error) fail('The page cannot be read')();
  });
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
  }
};

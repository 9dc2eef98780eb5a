import type { FileKey, FileStore } from '../files/file-store.ts';
import { ProblemError } from '../http/problem-error.ts';
import { EncodingGuess } from './encoding.ts';
import { type FileKind, headLength, kindOf } from './file-kind.ts';

/** A file that was uploaded and lies under its key. */
export type Received = { readonly kind: FileKind; readonly encoding: string; readonly bytes: number };

/**
 * Keeps a file as it arrives, and finds out what it is while it passes.
 * @throws ProblemError when it does not begin as a file of bookmarks does; nothing is kept then
 */
export const receive = async (source: AsyncIterable<Uint8Array>, files: FileStore, key: FileKey): Promise<Received> => {
  const guess = new EncodingGuess();
  const head: Uint8Array[] = [];
  let held = 0;
  const pass = async function* () {
    for await (const chunk of source) {
      guess.push(chunk);
      if (held < headLength) head.push(Uint8Array.from(chunk.subarray(0, headLength - held)));
      held += chunk.length;
      yield chunk;
    }
  };
  const bytes = await files.put(key, pass(), 'application/octet-stream');
  const encoding = guess.end();
  const kind = kindOf(new TextDecoder(encoding).decode(Buffer.concat(head)));
  if (kind) return { kind, encoding, bytes };
  await files.remove(key);
  throw notBookmarks();
};

export const notBookmarks = (): ProblemError =>
  new ProblemError(
    'not-a-bookmarks-file',
    'There are no bookmarks in this file: export them as HTML, JSON or CSV and send that file',
  );

import { ProblemError } from '../http/problem-error.ts';
import { decodeFile } from './decode.ts';
import { Gathering } from './gather.ts';
import { NetscapeReader } from './netscape-reader.ts';

/** A bookmarks file, read to its end. */
export type ReadFile = { readonly gathering: Gathering; readonly encoding: string; readonly complete: boolean };

/**
 * Reads a browser's HTML export as it arrives.
 * @throws ProblemError when it is no bookmarks file
 */
export const readFile = async (source: AsyncIterable<Uint8Array>): Promise<ReadFile> => {
  const gathering = new Gathering();
  const reader = new NetscapeReader((link) => gathering.take(link));
  const encoding = await decodeFile(source, (text) => reader.push(text));
  const { recognised, complete } = reader.end();
  if (!recognised) {
    throw new ProblemError(
      'not-a-bookmarks-file',
      'There are no bookmarks in this file: export them from the browser as HTML and send that file',
    );
  }
  return { gathering, encoding, complete };
};

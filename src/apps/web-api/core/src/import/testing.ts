import { EncodingGuess } from './encoding.ts';
import { headLength, kindOf, readerOf } from './file-kind.ts';
import type { Link, Read } from './link.ts';

/** A file as the import reads it, in pieces of a size. */
export const readWhole = (
  bytes: Uint8Array,
  pieceLength = 64 * 1024,
): Read & { readonly links: readonly Link[]; readonly encoding: string } => {
  const guess = new EncodingGuess();
  guess.push(bytes);
  const encoding = guess.end();
  const text = new TextDecoder(encoding).decode(bytes);
  const links: Link[] = [];
  const kind = kindOf(text.slice(0, headLength));
  if (!kind) return { links, encoding, recognised: false, complete: true, format: '' };
  const reader = readerOf(kind, (link) => links.push(link));
  for (let at = 0; at < text.length; at += pieceLength) reader.push(text.slice(at, at + pieceLength));
  return { links, encoding, ...reader.end() };
};

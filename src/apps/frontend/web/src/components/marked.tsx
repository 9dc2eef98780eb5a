import type { MarkedText } from '../item-view.ts';
import { piecesOf } from '../search-text.ts';

/** A text with its hits marked. The ranges come beside the text: nothing in it is ever HTML. */
export const Marked = ({ text, hits = [] }: MarkedText) =>
  hits.length === 0
    ? text
    : piecesOf(text, hits).map(({ text: piece, hit }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
        hit ? <mark key={index}>{piece}</mark> : piece,
      );

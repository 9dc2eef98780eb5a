/** A search for what has a tag. */
export const tagSearch = (name: string): string =>
  /["“”＂]/.test(name) ? name : /^[^\s()]+$/.test(name) ? `#${name}` : `#"${name}"`;

/** A search for what lies in a folder or below it. */
export const folderSearch = (path: readonly string[]): string => {
  const written = `/${path.map((name) => name.replaceAll(/["“”＂]/g, ' ')).join('/')}`;
  return /^[^\s()]+$/.test(written) ? `in:${written}` : `in:"${written}"`;
};

/** The folder that a search made by `folderSearch` is for. */
export const searchedFolder = <T extends { readonly path: readonly string[] }>(
  q: string,
  folders: readonly T[],
): T | undefined => (q.startsWith('in:') ? folders.find(({ path }) => folderSearch(path) === q) : undefined);

/** One range of a search or a text, in UTF-16 units. */
export type Piece = { readonly text: string; readonly hit: boolean };

/** A text cut where ranges begin and end; ranges that are in no order, or beyond the text, do no harm. */
export const piecesOf = (text: string, ranges: readonly (readonly [number, number])[] = []): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const begin = Math.max(from, at);
    const end = Math.min(to, text.length);
    if (end <= begin) continue;
    if (begin > at) pieces.push({ text: text.slice(at, begin), hit: false });
    pieces.push({ text: text.slice(begin, end), hit: true });
    at = end;
  }
  return at < text.length || pieces.length === 0 ? [...pieces, { text: text.slice(at), hit: false }] : pieces;
};

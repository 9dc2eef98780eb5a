/** A piece of SQL with its values apart from it: nothing that a caller gave ever stands in the text. */
export type Sql = { readonly text: readonly string[]; readonly values: readonly unknown[] };

/** Writes a piece: `${…}` is a value, or another piece. */
export const sql = (pieces: TemplateStringsArray, ...given: readonly unknown[]): Sql => {
  const text = [pieces[0] ?? ''];
  const values: unknown[] = [];
  const add = (words: string): void => {
    text[text.length - 1] += words;
  };
  for (const [at, value] of given.entries()) {
    if (isSql(value)) {
      add(value.text[0] ?? '');
      text.push(...value.text.slice(1));
      values.push(...value.values);
    } else {
      values.push(value);
      text.push('');
    }
    add(pieces[at + 1] ?? '');
  }
  const made = { text, values };
  known.add(made);
  return made;
};

/** Pieces, one after the other, with `between` between them. */
export const join = (pieces: readonly Sql[], between: Sql): Sql => {
  const [first = sql``, ...rest] = pieces;
  return rest.reduce((all, piece) => sql`${all}${between}${piece}`, first);
};

/** The text with $1, $2 … where the values belong. */
export const numbered = ({ text }: Sql): string =>
  text.map((piece, at) => (at === 0 ? piece : `$${at}${piece}`)).join('');

/** Only what `sql` made is SQL: an object that somebody sent never looks like it. */
const known = new WeakSet<object>();
const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && known.has(value);

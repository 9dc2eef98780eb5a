import { QueryError } from './query.ts';

type Place = { readonly from: number; readonly to: number };

/** A piece of a query, with its place in it. */
export type Token = Place &
  (
    | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' }
    | { readonly kind: 'word' | 'phrase'; readonly text: string }
    | { readonly kind: 'key'; readonly key: Key; readonly value: string }
  );

/** The operators that take a value, and what it is. */
export const keys = {
  tag: 'a tag',
  in: 'a folder',
  site: 'a site',
  before: 'a date',
  after: 'a date',
  is: 'a state',
} as const;
export type Key = keyof typeof keys;

/**
 * The tokens of a query. Full-width forms of the signs are taken too, since that is what a Japanese keyboard gives.
 * @throws QueryError for a quote that is not closed and an operator without its value
 */
export function* tokensOf(query: string): Generator<Token> {
  const signs = narrowed(query);
  for (let at = 0; at < signs.length; ) {
    const token = tokenAt(query, signs, at);
    at = token.to;
    if (token.kind !== 'space') yield token;
  }
}

/** A query with its full-width signs as the narrow ones, each in its place. */
export const narrowed = (query: string): string => query.replace(/[\uff01-\uff5e“”]/g, narrow);

const narrow = (sign: string): string =>
  sign === '“' || sign === '”' ? '"' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0);

const tokenAt = (query: string, signs: string, from: number): Token | ({ readonly kind: 'space' } & Place) => {
  const { kind, text } = formAt(signs, from);
  const place = { from, to: from + text.length };
  switch (kind) {
    case 'phrase':
      if (text.length < 2 || !text.endsWith('"')) throw new QueryError(unended, place);
      return { kind, text: query.slice(from + 1, place.to - 1), ...place };
    case 'word':
      return { kind, text: query.slice(from, place.to), ...place };
    case 'key':
      return keyed(query, signs, place);
    case 'state':
      return { kind: 'key', key: 'is', value: text.slice(1), ...place };
    default:
      return { kind, ...place };
  }
};

const unended = 'The quote that begins here does not end';

const formAt = (signs: string, at: number): { readonly kind: Form; readonly text: string } => {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const text = form.exec(signs)?.[0];
    if (text !== undefined) return { kind, text };
  }
  throw new Error('one form takes any character');
};

type Form = Token['kind'] | 'space' | 'state';

/** The first that matches counts. */
const forms: readonly (readonly [Form, RegExp])[] = [
  ['space', /\s+/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['phrase', /"[^"]*"?/y],
  ['not', /-(?=[^\s)-])|NOT(?=[\s(])/y],
  ['or', /(?:or|\|)(?![^\s()])/iy],
  ['and', /(?:and|&&?)(?![^\s()])/iy],
  // as linkding writes them
  ['state', /!(?:untagged|unread)(?![^\s()])/iy],
  ['key', /#(?=[^\s()#])|(?:tag|in|site|before|after|is):/iy],
  ['word', /[^\s()"]+/y],
];

/** An operator and its value: up to the next space, or in quotes. */
const keyed = (query: string, signs: string, { from, to }: Place): Token => {
  const written = signs.slice(from, to).toLowerCase();
  const key = written === '#' ? 'tag' : (written.slice(0, -1) as Key);
  value.lastIndex = to;
  const text = value.exec(signs)?.[0] ?? '';
  const place = { from, to: to + text.length };
  const quoted = text.startsWith('"');
  if (quoted && (text.length < 2 || !text.endsWith('"'))) throw new QueryError(unended, { from: to, to: place.to });
  const given = quoted ? query.slice(to + 1, place.to - 1) : query.slice(to, place.to);
  if (given.trim() === '') throw new QueryError(`${key}: needs ${keys[key]} after it`, place);
  return { kind: 'key', key, value: given.trim(), ...place };
};

const value = /"[^"]*"?|[^\s()"]*/y;

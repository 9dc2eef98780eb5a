import { narrowed } from '../language/tokens.ts';

/** The part of a search that is being typed: where it begins (after a `-`), its operator, and what stands after that. */
export type LastPart = { readonly from: number; readonly operator: string; readonly typed: string };

/** The last part of a search; empty after a space. Any text has one, also a search that cannot be read. */
export const lastPart = (query: string): LastPart => {
  const signs = narrowed(query);
  const begin = Math.max(...[...signs.matchAll(/[\s(]/g)].map(({ index }) => index + 1), 0);
  // a quote that is open began further to the left
  const quotes = [...signs.matchAll(/"/g)].map(({ index }) => index);
  const quote = quotes.length % 2 === 1 ? quotes.at(-1) : undefined;
  const start = quote === undefined ? begin : partBefore(signs, quote);
  const from = signs[start] === '-' ? start + 1 : start;
  const operator = /^(?:#|[a-z]+:)?/i.exec(signs.slice(from))?.[0] ?? '';
  const typed = query.slice(from + operator.length);
  return { from, operator: operator.toLowerCase(), typed: quote === undefined ? typed : query.slice(quote + 1) };
};

/** Where the part begins that leads up to a quote: `-in:` in `-in:"My`. */
const partBefore = (signs: string, quote: number): number => {
  let at = quote;
  while (at > 0 && !/[\s()"]/.test(signs[at - 1] ?? ' ')) at -= 1;
  return at;
};

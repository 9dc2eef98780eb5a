import { maxQueryLength } from '@bookmark-manager/contract';
import { parseQuery } from '../search/language/parse.ts';
import { type Query, QueryError } from '../search/language/query.ts';

/**
 * A search as linkding's clients write it, in our language: `!unread` and `!untagged` are states, `and` says what is so anyway, `not` is `-`.
 * One that cannot be read is taken for words: linkding refuses none.
 */
export const readLinkdingQuery = (written: string): Query =>
  read(translated(written)) ?? read(quoted(written)) ?? { kind: 'nothing' };

const translated = (written: string): string =>
  written
    .split(/("[^"]*")/)
    .map((part) => (part.startsWith('"') ? part : words(part)))
    .join('');

const words = (part: string): string =>
  part
    .replace(/(^|[\s(])!(unread|untagged)(?=$|[\s)])/gi, '$1is:$2')
    .replace(/(^|[\s(])and(?=[\s(])/gi, '$1')
    .replace(/(^|[\s(])not(?:\s+(?=[^\s)]|$)|(?=\())/gi, '$1-');

const quoted = (written: string): string =>
  written
    .replace(/["()]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 50)
    .map((word) => `"${word}"`)
    .join(' ')
    .slice(0, maxQueryLength);

const read = (query: string): Query | null => {
  try {
    return parseQuery(query);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
};

import { siteTerm } from '@bookmark-manager/prisma/derived';
import { type Query, QueryError, type State, states } from './query.ts';
import type { Key, Token } from './tokens.ts';

type Keyed = Extract<Token, { kind: 'key' }>;

/**
 * What an operator with its value asks for.
 * @throws QueryError when the value is none
 */
export const readKey = (token: Keyed): Query => readers[token.key](token);

const readers: Readonly<Record<Key, (token: Keyed) => Query>> = {
  tag: ({ value }) => ({ kind: 'tag', name: value }),
  in: ({ value }) => ({ kind: 'folder', name: value }),
  site: (token) => {
    if (siteTerm(token.value) === '@') throw new QueryError('site: needs a site, such as example.com', token);
    return { kind: 'site', name: token.value };
  },
  before: (token) => ({ kind: 'before', moment: readDate(token) }),
  after: (token) => ({ kind: 'after', moment: readDate(token) }),
  is: (token) => {
    const state = states.find((one) => one === token.value.normalize('NFKC').toLowerCase());
    if (state === undefined) throw new QueryError(`is: takes ${listed(states)}`, token);
    return { kind: 'is', state };
  },
};

const listed = (names: readonly State[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** Days begin when they do in Tokyo, which has no summer time. */
const zone = '+09:00';

/** The beginning of a day, month or year. */
const readDate = (token: Keyed): Date => {
  const [, year, month = '01', day = '01'] = date.exec(token.value.normalize('NFKC')) ?? [];
  const two = (part: string) => part.padStart(2, '0');
  const begin = new Date(`${year}-${two(month)}-${two(day)}T00:00:00${zone}`);
  // a day that the month does not have becomes one of the next month, or no date at all
  const local = Number.isNaN(begin.getTime()) ? '' : new Date(begin.getTime() + 9 * 3_600_000).toISOString();
  if (year === undefined || local.slice(0, 10) !== `${year}-${two(month)}-${two(day)}`)
    throw new QueryError(`${token.key}: needs a date, such as 2026-11-26, 2026-11 or 2026`, token);
  return begin;
};

const date = /^([1-9]\d{3})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/;

import type { Suggestion } from '@bookmark-manager/contract';
import { fold } from '@bookmark-manager/prisma/derived';
import { states } from '../language/query.ts';
import { keys } from '../language/tokens.ts';
import { lastPart } from './last-part.ts';

/** A tag, and how many bookmarks have it. */
export type CountedTag = { readonly name: string; readonly count: number };

/** How a search can go on, given its owner's tags, the frequent ones first: operators that begin like it, tags that hold it. */
export const suggest = (query: string, tags: readonly CountedTag[], limit: number): Suggestion[] => {
  const { from, operator, typed } = lastPart(query);
  const words = fold(typed.trim());
  const asOperator = (text: string): Suggestion => ({ kind: 'operator', text, from, count: null });
  const asTag = ({ name, count }: CountedTag): Suggestion => ({ kind: 'tag', text: tagText(name), from, count });
  if (operator === 'is:')
    return states
      .filter((state) => state.startsWith(words))
      .map((state) => asOperator(`is:${state}`))
      .slice(0, limit);
  if (operator === '#' || operator === 'tag:') return matching(tags, words).map(asTag).slice(0, limit);
  // a folder, a site or a date: nothing that is known here
  if (operator !== '') return [];
  const operators = Object.keys(keys).filter((key) => key !== 'tag' && key.startsWith(words));
  return [...operators.map((key) => asOperator(`${key}:`)), ...matching(tags, words).map(asTag)].slice(0, limit);
};

/** Those that begin so, then those that hold it; without those with a quotation mark, which no query can name. */
const matching = (tags: readonly CountedTag[], words: string): readonly CountedTag[] => {
  const places = tags
    .filter(({ name }) => !/["“”＂]/.test(name))
    .map((tag) => ({ tag, at: fold(tag.name).indexOf(words) }))
    .filter(({ at }) => at >= 0);
  return [...places.filter(({ at }) => at === 0), ...places.filter(({ at }) => at > 0)].map(({ tag }) => tag);
};

/** A tag as the query has it. */
const tagText = (name: string): string => (/[\s()]/.test(name) ? `#"${name}"` : `#${name}`);

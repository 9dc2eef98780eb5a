import type { Marks } from '@bookmark-manager/contract';
import { fold } from '@bookmark-manager/prisma/derived';
import type { Query } from '../language/query.ts';
import { type Needle, needleOf } from './needle.ts';
import { rangesIn } from './ranges.ts';

type Words = Extract<Query, { kind: 'words' }>;

/** What of a bookmark is marked. */
export type Marked = Readonly<Record<'title' | 'description' | 'notes' | 'url', string>> & {
  readonly tags: readonly string[];
};

/** What finds in a bookmark the places that made it a hit; nothing at all for a query without words and tags. */
export const markerOf = (query: Query): ((bookmark: Marked) => { readonly marks?: Marks }) => {
  const { words, tags } = wanted(query);
  if (words.length === 0 && tags.length === 0) return () => ({});
  const needles = words.map((one) => needleOf(one.words, one.exact));
  const wantedTags = new Set(tags.map(fold));
  return (bookmark) => ({ marks: marksIn(bookmark, needles, wantedTags) });
};

const marksIn = (bookmark: Marked, needles: readonly Needle[], wantedTags: ReadonlySet<string>): Marks => ({
  ...marked('title', bookmark, needles),
  ...marked('description', bookmark, needles),
  ...marked('notes', bookmark, needles),
  ...marked('url', bookmark, needles),
  ...taggedBy(bookmark.tags.filter((tag) => wantedTags.has(fold(tag)) || rangesIn(tag, needles).length > 0)),
});

const marked = (
  field: 'title' | 'description' | 'notes' | 'url',
  bookmark: Marked,
  needles: readonly Needle[],
): Marks => {
  const ranges = rangesIn(bookmark[field], needles);
  return ranges.length === 0 ? {} : { [field]: ranges };
};

const taggedBy = (tags: string[]): Marks => (tags.length === 0 ? {} : { tags });

/** The words and tags that a hit has, not those that it must not have. */
const wanted = (query: Query): { readonly words: readonly Words[]; readonly tags: readonly string[] } => {
  if (query.kind === 'and' || query.kind === 'or') {
    const all = query.of.map(wanted);
    return { words: all.flatMap(({ words }) => words), tags: all.flatMap(({ tags }) => tags) };
  }
  return { words: query.kind === 'words' ? [query] : [], tags: query.kind === 'tag' ? [query.name] : [] };
};

import type { Word } from '@bookmark-manager/prisma/derived';

/** What a search asks for, as a tree. */
export type Query =
  /** Everything, and what no bookmark can be: a search box that is empty, and one with nothing but `&` in it. */
  | { readonly kind: 'all' | 'nothing' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }
  /** Words that stand side by side; `exact`: in quotes, so that the last one is whole. */
  | { readonly kind: 'words'; readonly words: readonly Word[]; readonly exact: boolean }
  /** Names as they were written. */
  | { readonly kind: 'tag' | 'folder' | 'site'; readonly name: string }
  /** Added before, or at or after, a moment. */
  | { readonly kind: 'before' | 'after'; readonly moment: Date }
  | { readonly kind: 'is'; readonly state: State };

/** What a bookmark can be. */
export const states = ['unread', 'read', 'archived', 'untagged', 'broken', 'moved', 'shared'] as const;
export type State = (typeof states)[number];

/** Whether a test holds for the query or any part of it. */
export const someOf = (query: Query, test: (part: Query) => boolean): boolean => {
  if (test(query)) return true;
  if (query.kind === 'and' || query.kind === 'or') return query.of.some((part) => someOf(part, test));
  return query.kind === 'not' && someOf(query.of, test);
};

/** A query that cannot be read, with the piece of it that is the reason, in UTF-16 units. */
export class QueryError extends Error {
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: { readonly from: number; readonly to: number }) {
    super(message);
    this.name = 'QueryError';
    this.from = from;
    this.to = to;
  }
}

import { type Bookmark, problemType } from '@bookmark-manager/contract';
import type { Answer } from '../api/ask.ts';
import { editBookmark, getBookmark } from '../api/bookmarks.ts';
import type { Caller } from '../http/caller.ts';
import { changedFields, changeOf, conflictsOf } from './changes.ts';
import { type FieldName, type Fields, fieldsOf } from './fields.ts';

/** What became of an edit. */
export type Saved =
  | { readonly is: 'saved' | 'unchanged' | 'merged' }
  | { readonly is: 'conflict'; readonly names: readonly FieldName[]; readonly conflicts: readonly FieldName[] }
  | { readonly is: 'failed'; readonly answer: Exclude<Answer<Bookmark>, { kind: 'ok' }> };

export type Edit = {
  readonly id: string;
  /** The version that the form showed. */
  readonly version: string;
  readonly typed: Fields;
  /** What the form showed. */
  readonly was: Fields;
};

/**
 * Saves an edit in the version that its form showed. When it was changed elsewhere since, in other fields, both changes hold; in the same
 * field, nothing is saved, and the reader sees both.
 */
export const save = async ({ id, version, typed, was }: Edit, caller: Caller): Promise<Saved> => {
  const names = changedFields(typed, was);
  if (names.length === 0) return { is: 'unchanged' };
  const change = changeOf(typed, names);
  const first = await editBookmark(id, change, version, caller);
  if (first.kind === 'ok') return { is: 'saved' };
  if (!wasChanged(first)) return { is: 'failed', answer: first };
  const there = await getBookmark(id, caller);
  if (there.kind !== 'ok') return { is: 'failed', answer: there };
  const conflicts = conflictsOf(typed, was, fieldsOf(there.value));
  if (conflicts.length > 0) return { is: 'conflict', names, conflicts };
  const second = await editBookmark(id, change, String(there.value.version), caller);
  if (second.kind === 'ok') return { is: 'merged' };
  return wasChanged(second) ? { is: 'conflict', names, conflicts } : { is: 'failed', answer: second };
};

const wasChanged = (answer: Answer<unknown>): boolean =>
  answer.kind === 'refused' && answer.problem.type === problemType('precondition-failed');

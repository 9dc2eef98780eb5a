import type { EditBookmark } from '@bookmark-manager/contract';
import { type FieldName, type Fields, fields, foldersIn, tagsIn } from './fields.ts';

/** Which fields of a form are not as they were when it was shown. */
export const changedFields = (now: Fields, was: Fields): readonly FieldName[] =>
  fields.filter((name) => now[name].trim() !== was[name].trim());

/** The change that a form asks for: only what was changed in it, so that the rest stays as it may have become elsewhere. */
export const changeOf = (typed: Fields, names: readonly FieldName[]): EditBookmark =>
  Object.fromEntries(names.map((name) => [name, readers[name](typed[name])]));

/** Which fields were changed here and elsewhere, to something else: nobody but the reader can say what they should be. */
export const conflictsOf = (typed: Fields, was: Fields, there: Fields): readonly FieldName[] =>
  changedFields(typed, was).filter(
    (name) => there[name].trim() !== was[name].trim() && there[name].trim() !== typed[name].trim(),
  );

const text = (typed: string): string => typed.trim();
const box = (typed: string): boolean => typed === 'on';

const readers: { readonly [Name in FieldName]: (typed: string) => EditBookmark[Name] } = {
  url: text,
  title: text,
  description: text,
  notes: text,
  tags: tagsIn,
  folders: foldersIn,
  unread: box,
  archived: box,
  shared: box,
};

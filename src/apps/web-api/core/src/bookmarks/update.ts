import type { EditBookmark, NewBookmark } from '@bookmark-manager/contract';
import { addressed, derived } from '@bookmark-manager/prisma/derived';
import { type Row, readFolders } from './bookmark-row.ts';
import { merge } from './merge.ts';

/** What a new row is made of. */
export const newRow = (given: NewBookmark) => ({
  url: given.url,
  title: given.title,
  description: given.description,
  notes: given.notes,
  tags: given.tags,
  folders: given.folders,
  unread: given.unread ?? false,
  archived: given.archived ?? false,
  shared: given.shared ?? false,
  ...addressed(given.url),
  ...derived(given),
});

/**
 * What adding a known address again changes: what is given replaces, tags and folders are united, and the address keeps the spelling that it
 * was saved in.
 */
export const addedAgain = (row: Row, given: NewBookmark): EditBookmark => {
  const known = {
    title: given.title,
    description: given.description,
    tags: row.tags,
    folders: readFolders(row.folders),
    addedAt: null,
  };
  const { title, description, tags, folders } = merge(known, {
    title: row.title,
    description: row.description,
    tags: given.tags,
    folders: given.folders,
    addedAt: null,
  });
  const { unread, archived, shared } = given;
  return {
    title,
    description,
    notes: given.notes || row.notes,
    tags: [...tags],
    folders: folders.map((path) => [...path]),
    ...(unread === undefined ? {} : { unread }),
    ...(archived === undefined ? {} : { archived }),
    ...(shared === undefined ? {} : { shared }),
  };
};

/** The columns that an edit changes, with those that are made of them; null when it changes nothing. A new address is visited soon after `now`. */
export const editedRow = (row: Row, edit: EditBookmark, now: Date) => {
  const before = { ...wordsOf(row), unread: row.unread, archived: row.archived, shared: row.shared };
  const after = { ...before, ...Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) };
  if (JSON.stringify(after) === JSON.stringify(before)) return null;
  // what was found out about the old address says nothing of the new one
  const address = after.url === row.url ? {} : { ...addressed(after.url), ...unchecked, checkDueAt: now };
  return { ...after, ...address, ...derived(after) };
};

const wordsOf = (row: Row) => ({
  url: row.url,
  title: row.title,
  description: row.description,
  notes: row.notes,
  tags: [...row.tags],
  folders: readFolders(row.folders),
});

const unchecked = {
  checkResult: null,
  checkStatus: null,
  movedTo: null,
  checkedAt: null,
  // as if it had just been added
  checkFailures: 0,
  checkFailingSince: null,
  fetchedAt: null,
  language: null,
  icon: null,
  canonicalUrl: null,
  pictureUrl: null,
};

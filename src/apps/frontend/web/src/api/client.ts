import {
  type Bookmark,
  type BookmarkPage,
  bookmarkPageSchema,
  bookmarkPath,
  bookmarkSchema,
  type Import,
  importPath,
  importSchema,
  type LeftOut,
  leftOutPageSchema,
  type NewBookmarkInput,
  paths,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import type { Sort } from '../list-address.ts';
import { type Answer, ask } from './ask.ts';

/** Bookmarks on a page: what a reader scans in one go, and what a quarter of a CPU renders in time. */
const pageLength = 25;

/** One page of bookmarks. */
export const listBookmarks = (
  { q, sort, cursor }: { readonly q: string; readonly sort?: Sort | undefined; readonly cursor: string | undefined },
  caller: Caller,
): Promise<Answer<BookmarkPage>> => {
  const query = new URLSearchParams({
    limit: String(pageLength),
    ...(q ? { q } : {}),
    ...(sort ? { sort } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return ask({ path: `${paths.bookmarks}?${query}`, caller, read: (json) => bookmarkPageSchema.parse(json) });
};

/** Adds a bookmark; says whether it was new. */
export const addBookmark = (
  bookmark: NewBookmarkInput,
  caller: Caller,
): Promise<Answer<{ readonly id: string; readonly isNew: boolean }>> =>
  ask({
    path: paths.bookmarks,
    method: 'POST',
    caller,
    body: JSON.stringify(bookmark),
    contentType: 'application/json',
    read: (json, status) => ({ id: bookmarkSchema.parse(json).id, isNew: status === 201 }),
  });

/** Deletes a bookmark; names the change, which can be undone. */
export const deleteBookmark = (id: Bookmark['id'], caller: Caller): Promise<Answer<{ readonly change: string }>> =>
  ask({
    path: bookmarkPath(id),
    method: 'DELETE',
    caller,
    read: (_json, _status, _cookies, headers) => ({ change: headers.location?.split('/').at(-1) ?? '' }),
  });

/** Passes an uploaded form on as it arrives. */
export const startImport = (
  { body, contentType }: { readonly body: ReadableStream<Uint8Array>; readonly contentType: string },
  caller: Caller,
): Promise<Answer<Import>> =>
  ask({
    path: paths.imports,
    method: 'POST',
    caller,
    body,
    contentType,
    deadlineMs: 300_000,
    read: (json) => importSchema.parse(json),
  });

/** How far an import is. */
export const getImport = (id: Import['id'], caller: Caller): Promise<Answer<Import>> =>
  ask({ path: importPath(id), caller, read: (json) => importSchema.parse(json) });

/** The first hundred links that an import left out. */
export const leftOutOf = (id: Import['id'], caller: Caller): Promise<Answer<readonly LeftOut[]>> =>
  ask({ path: `${importPath(id)}/left-out`, caller, read: (json) => leftOutPageSchema.parse(json).items });

import {
  type Bookmark,
  type BulkChange,
  bookmarkPath,
  bookmarkSchema,
  type Changed,
  type Check,
  changedSchema,
  changePath,
  checkSchema,
  type EditBookmark,
  type Preview,
  paths,
  previewSchema,
  type Undone,
  undoneSchema,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';

/** How long a change of thousands may take. */
const manyMs = 30_000;

/** One bookmark. */
export const getBookmark = (id: string, caller: Caller): Promise<Answer<Bookmark>> =>
  ask({ path: bookmarkPath(id), caller, read: (json) => bookmarkSchema.parse(json) });

/** Changes a bookmark, when it is still the version that was seen. */
export const editBookmark = (
  id: string,
  change: EditBookmark,
  version: string,
  caller: Caller,
): Promise<Answer<Bookmark>> =>
  ask({
    path: bookmarkPath(id),
    method: 'PATCH',
    caller,
    ...json(change),
    ifMatch: `"${version}"`,
    read: (answer) => bookmarkSchema.parse(answer),
  });

/** Which bookmarks: those with these ids, or all that a search finds. */
export type Which = { readonly ids: readonly string[] } | { readonly query: string };

/** Changes many bookmarks at once. */
export const changeBookmarks = (which: Which, change: BulkChange, caller: Caller): Promise<Answer<Changed>> =>
  ask({
    path: paths.bulk,
    method: 'POST',
    caller,
    ...json({ ...which, change }),
    deadlineMs: manyMs,
    read: (answer) => changedSchema.parse(answer),
  });

/** Takes a change back. */
export const undo = (change: string, caller: Caller): Promise<Answer<Undone>> =>
  ask({
    path: `${changePath(change)}/undo`,
    method: 'POST',
    caller,
    deadlineMs: manyMs,
    read: (answer) => undoneSchema.parse(answer),
  });

/** Whether an address is known; a form does not wait long to say so. */
export const checkAddress = (url: string, caller: Caller): Promise<Answer<Check>> =>
  ask({
    path: `${paths.check}?${new URLSearchParams({ url })}`,
    caller,
    deadlineMs: 2_000,
    read: (answer) => checkSchema.parse(answer),
  });

/** What a page says of itself. Its server may be slow: a form does not wait for that for ever. */
export const previewOf = (url: string, caller: Caller): Promise<Answer<Preview>> =>
  ask({
    path: `${paths.preview}?${new URLSearchParams({ url })}`,
    caller,
    deadlineMs: 6_000,
    again: false,
    read: (answer) => previewSchema.parse(answer),
  });

const json = (body: object) => ({ body: JSON.stringify(body), contentType: 'application/json' });

import {
  type Bookmark,
  type BulkChange,
  bookmarkPath,
  bookmarkSchema,
  type Changed,
  changedSchema,
  type Duplicates,
  duplicatesSchema,
  type EditBookmark,
  type LinkCheck,
  linkCheckSchema,
  paths,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { pageWith } from '../query.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

/** Groups on a page of duplicates. */
const groups = 20;

/** One bookmark. */
export const readBookmark = (id: Bookmark['id'], caller: Caller): Promise<Answer<Bookmark>> =>
  ask({ path: bookmarkPath(id), caller, read: (json) => bookmarkSchema.parse(json) });

/** Changes what is named of a bookmark. */
export const changeBookmark = (id: Bookmark['id'], change: EditBookmark, caller: Caller): Promise<Answer<Bookmark>> =>
  ask({
    path: bookmarkPath(id),
    method: 'PATCH',
    caller,
    ...sending(change),
    read: (json) => bookmarkSchema.parse(json),
  });

/** Changes many at once; that can be undone. */
export const changeMany = (
  ids: readonly Bookmark['id'][],
  change: BulkChange,
  caller: Caller,
): Promise<Answer<Changed>> =>
  ask({
    path: paths.bulk,
    method: 'POST',
    caller,
    ...sending({ ids, change }),
    read: (json) => changedSchema.parse(json),
  });

/** One page of groups of bookmarks whose addresses mean the same. */
export const listDuplicates = (cursor: string, caller: Caller): Promise<Answer<Duplicates>> =>
  ask({
    path: pageWith(paths.duplicates, { limit: String(groups), cursor }),
    caller,
    read: (json) => duplicatesSchema.parse(json),
  });

/** Visits where a bookmark leads, now. */
export const checkLink = (id: Bookmark['id'], caller: Caller): Promise<Answer<LinkCheck>> =>
  ask({
    path: `${bookmarkPath(id)}/check`,
    method: 'POST',
    caller,
    // a site may take its time
    deadlineMs: 30_000,
    read: (json) => linkCheckSchema.parse(json),
  });

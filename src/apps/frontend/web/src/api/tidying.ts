import {
  type Bookmark,
  bookmarkPath,
  bookmarkSchema,
  type Duplicates,
  duplicatesSchema,
  type EditBookmark,
  paths,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { pageWith } from '../query.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

/** Groups on a page of duplicates. */
const groups = 20;

/** Changes what is named of a bookmark. */
export const changeBookmark = (id: Bookmark['id'], change: EditBookmark, caller: Caller): Promise<Answer<Bookmark>> =>
  ask({
    path: bookmarkPath(id),
    method: 'PATCH',
    caller,
    ...sending(change),
    read: (json) => bookmarkSchema.parse(json),
  });

/** One page of groups of bookmarks whose addresses mean the same. */
export const listDuplicates = (cursor: string, caller: Caller): Promise<Answer<Duplicates>> =>
  ask({
    path: pageWith(paths.duplicates, { limit: String(groups), cursor }),
    caller,
    read: (json) => duplicatesSchema.parse(json),
  });

import {
  type Feed,
  feedSchema,
  paths,
  type SavedSearch,
  savedSearchesSchema,
  savedSearchSchema,
  searchPath,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

type Wording = { readonly name: string; readonly q: string };

/** Somebody's saved searches, by name. */
export const listSearches = (caller: Caller): Promise<Answer<readonly SavedSearch[]>> =>
  ask({ path: paths.searches, caller, read: (json) => savedSearchesSchema.parse(json).items });

/** Keeps a search under a name. */
export const saveSearch = (search: Wording, caller: Caller): Promise<Answer<SavedSearch>> =>
  ask({
    path: paths.searches,
    method: 'POST',
    caller,
    ...sending(search),
    read: (json) => savedSearchSchema.parse(json),
  });

/** Changes a saved search; its feed follows. */
export const changeSearch = (id: SavedSearch['id'], search: Wording, caller: Caller): Promise<Answer<SavedSearch>> =>
  ask({
    path: searchPath(id),
    method: 'PATCH',
    caller,
    ...sending(search),
    read: (json) => savedSearchSchema.parse(json),
  });

/** Forgets a saved search, and ends its feed. */
export const deleteSearch = (id: SavedSearch['id'], caller: Caller): Promise<Answer<undefined>> =>
  ask({ path: searchPath(id), method: 'DELETE', caller, read: () => undefined });

/** Makes the addresses of a feed; those from before end. */
export const makeFeed = (id: SavedSearch['id'], caller: Caller): Promise<Answer<Feed>> =>
  ask({ path: `${searchPath(id)}/feed`, method: 'POST', caller, read: (json) => feedSchema.parse(json) });

/** Ends a feed. */
export const endFeed = (id: SavedSearch['id'], caller: Caller): Promise<Answer<undefined>> =>
  ask({ path: `${searchPath(id)}/feed`, method: 'DELETE', caller, read: () => undefined });

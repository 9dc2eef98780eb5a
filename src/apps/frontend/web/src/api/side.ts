import {
  type Folder,
  foldersSchema,
  overviewSchema,
  paths,
  type SavedSearch,
  type Tag,
  tagsSchema,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';

/** Tags beside a list; the page of all of them has the others. */
const sideTags = 30;

/** What stands beside every page. */
export type Side = {
  readonly folders: readonly Folder[];
  readonly tags: readonly Tag[];
  readonly searches: readonly SavedSearch[];
};

/** A page does not wait long for what stands beside it, and is whole without. */
const aside = { deadlineMs: 1_500, again: false } as const;

/** What stands beside a page; nothing, when it cannot be had in time. */
export const sideOf = async (caller: Caller): Promise<Side> => {
  const path = `${paths.overview}?top=${sideTags}`;
  const answer = await ask({ ...aside, path, caller, read: (json) => overviewSchema.parse(json) });
  if (answer.kind !== 'ok') return { folders: [], tags: [], searches: [] };
  const { folders, tags, searches } = answer.value;
  return { folders: folders.items, tags: tags.items, searches: searches.items };
};

/** Every folder and every tag. */
export const listFolders = (caller: Caller): Promise<Answer<readonly Folder[]>> =>
  ask({ path: paths.folders, caller, read: (json) => foldersSchema.parse(json).items });

export const listTags = (caller: Caller): Promise<Answer<readonly Tag[]>> =>
  ask({ path: paths.tags, caller, read: (json) => tagsSchema.parse(json).items });

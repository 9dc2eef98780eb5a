import {
  type Folder,
  foldersSchema,
  paths,
  type SavedSearch,
  savedSearchesSchema,
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

/** What stands beside a page; what cannot be had in time is left out. */
export const sideOf = async (caller: Caller): Promise<Side> => {
  const [folders, tags, searches] = await Promise.all([
    ask({ ...aside, path: paths.folders, caller, read: (json) => foldersSchema.parse(json).items }),
    ask({ ...aside, path: `${paths.tags}?top=${sideTags}`, caller, read: (json) => tagsSchema.parse(json).items }),
    ask({ ...aside, path: paths.searches, caller, read: (json) => savedSearchesSchema.parse(json).items }),
  ]);
  return { folders: itemsOf(folders), tags: itemsOf(tags), searches: itemsOf(searches) };
};

/** Every folder and every tag. */
export const listFolders = (caller: Caller): Promise<Answer<readonly Folder[]>> =>
  ask({ path: paths.folders, caller, read: (json) => foldersSchema.parse(json).items });

export const listTags = (caller: Caller): Promise<Answer<readonly Tag[]>> =>
  ask({ path: paths.tags, caller, read: (json) => tagsSchema.parse(json).items });

const itemsOf = <T>(answer: Answer<readonly T[]>): readonly T[] => (answer.kind === 'ok' ? answer.value : []);

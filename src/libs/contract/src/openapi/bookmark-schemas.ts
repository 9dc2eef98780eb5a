import { bookmarkSchema, checkSchema, duplicatesSchema, editBookmarkSchema, newBookmarkSchema } from '../bookmark.ts';
import { bulkChangeSchema, bulkSchema, changedSchema, changeSchema, changesSchema, undoneSchema } from '../change.ts';
import { folderSchema, foldersSchema, moveFolderSchema } from '../folder.ts';
import {
  linkdingBookmarkSchema,
  linkdingBookmarksSchema,
  linkdingBundleSchema,
  linkdingBundlesSchema,
  linkdingBundleWriteSchema,
  linkdingCheckSchema,
  linkdingNewTagSchema,
  linkdingProfileSchema,
  linkdingTagSchema,
  linkdingTagsSchema,
  linkdingWriteSchema,
} from '../linkding.ts';
import { overviewSchema } from '../overview.ts';
import { sharedBookmarkSchema, sharedPageSchema } from '../shared.ts';
import { mergeTagSchema, renameTagSchema, tagSchema, tagsSchema } from '../tag.ts';

/** The schemas of bookmarks, changes, tags, folders, what is shared, and linkding's forms of them, by their names in the document. */
export const bookmarkSchemas = {
  Bookmark: bookmarkSchema,
  NewBookmark: newBookmarkSchema,
  EditBookmark: editBookmarkSchema,
  Check: checkSchema,
  Duplicates: duplicatesSchema,
  Bulk: bulkSchema,
  BulkChange: bulkChangeSchema,
  Change: changeSchema,
  Changed: changedSchema,
  Changes: changesSchema,
  Undone: undoneSchema,
  Tag: tagSchema,
  Tags: tagsSchema,
  RenameTag: renameTagSchema,
  MergeTag: mergeTagSchema,
  Folder: folderSchema,
  Folders: foldersSchema,
  Overview: overviewSchema,
  MoveFolder: moveFolderSchema,
  SharedBookmark: sharedBookmarkSchema,
  SharedPage: sharedPageSchema,
  LinkdingBookmark: linkdingBookmarkSchema,
  LinkdingBookmarks: linkdingBookmarksSchema,
  LinkdingWrite: linkdingWriteSchema,
  LinkdingCheck: linkdingCheckSchema,
  LinkdingTag: linkdingTagSchema,
  LinkdingTags: linkdingTagsSchema,
  LinkdingNewTag: linkdingNewTagSchema,
  LinkdingBundle: linkdingBundleSchema,
  LinkdingBundles: linkdingBundlesSchema,
  LinkdingBundleWrite: linkdingBundleWriteSchema,
  LinkdingProfile: linkdingProfileSchema,
};

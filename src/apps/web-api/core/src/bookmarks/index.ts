import type { Provider, Type } from '@nestjs/common';
import { ChangeStore } from '../changes/change-store.ts';
import { ChangesController } from '../changes/changes.controller.ts';
import { FolderStore } from '../folders/folder-store.ts';
import { FoldersController } from '../folders/folders.controller.ts';
import { SharedController } from '../sharing/shared.controller.ts';
import { SharedStore } from '../sharing/shared-store.ts';
import { TagStore } from '../tags/tag-store.ts';
import { TagsController } from '../tags/tags.controller.ts';
import { BookmarkStore } from './bookmark-store.ts';
import { BookmarkWriter } from './bookmark-writer.ts';
import { BookmarksController } from './bookmarks.controller.ts';

/** The routes of bookmarks one by one and many at a time, of tags, folders and what is shared. */
export const bookmarksControllers: Type[] = [
  BookmarksController,
  ChangesController,
  TagsController,
  FoldersController,
  SharedController,
];

export const bookmarksProviders: Provider[] = [
  BookmarkStore,
  BookmarkWriter,
  ChangeStore,
  TagStore,
  FolderStore,
  SharedStore,
];

import type { Provider, Type } from '@nestjs/common';
import { LinkdingBookmarksController } from './bookmarks.controller.ts';
import { BundleStore } from './bundle-store.ts';
import { LinkdingBundlesController } from './bundles.controller.ts';
import { LinkdingLists } from './linkding-lists.ts';
import { LinkdingStore } from './linkding-store.ts';
import { LinkdingProfileController } from './profile.controller.ts';
import { LinkdingTags } from './tag-lists.ts';
import { LinkdingTagsController } from './tags.controller.ts';

/** What clients made for linkding call. */
export const linkdingControllers: Type[] = [
  LinkdingBookmarksController,
  LinkdingTagsController,
  LinkdingBundlesController,
  LinkdingProfileController,
];

export const linkdingProviders: Provider[] = [LinkdingLists, LinkdingStore, LinkdingTags, BundleStore];

import { z } from 'zod';
import { newBookmarkSchema } from './bookmark.ts';
import { storable, text } from './text.ts';

/**
 * What clients that were made for linkding send and expect: names, forms and statuses are linkding's (its version 1.46), so that they work
 * unchanged. Ids are numbers there, and every address ends with a slash.
 */
export const linkdingPaths = {
  bookmarks: '/api/bookmarks/',
  archived: '/api/bookmarks/archived/',
  shared: '/api/bookmarks/shared/',
  check: '/api/bookmarks/check/',
  tags: '/api/tags/',
  bundles: '/api/bundles/',
  profile: '/api/user/profile/',
} as const;

const moment = z.iso.datetime();

/** A bookmark as linkding's clients read it. */
export const linkdingBookmarkSchema = z
  .object({
    id: z.int(),
    url: z.string(),
    title: z.string(),
    description: z.string(),
    notes: z.string(),
    web_archive_snapshot_url: z.string(),
    favicon_url: z.string().nullable(),
    preview_image_url: z.string().nullable(),
    is_archived: z.boolean(),
    unread: z.boolean(),
    shared: z.boolean(),
    tag_names: z.array(z.string()),
    date_added: moment,
    date_modified: moment,
    website_title: z.null(),
    website_description: z.null(),
  })
  .meta({ id: 'LinkdingBookmark', description: "A bookmark as linkding's clients read it." });
export type LinkdingBookmark = z.infer<typeof linkdingBookmarkSchema>;

/** A tag as they read it. */
export const linkdingTagSchema = z
  .object({ id: z.int(), name: z.string(), date_added: moment })
  .meta({ id: 'LinkdingTag', description: "A tag as linkding's clients read it." });
export type LinkdingTag = z.infer<typeof linkdingTagSchema>;

/** A saved search as they read it. */
export const linkdingBundleSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    search: z.string(),
    any_tags: z.string(),
    all_tags: z.string(),
    excluded_tags: z.string(),
    order: z.int(),
    date_created: moment,
    date_modified: moment,
  })
  .meta({ id: 'LinkdingBundle', description: "A saved search as linkding's clients read it." });
export type LinkdingBundle = z.infer<typeof linkdingBundleSchema>;

const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z
    .object({
      count: z.int().min(0),
      next: z.string().nullable(),
      previous: z.string().nullable(),
      results: z.array(item),
    })
    .meta({ id, description: 'One page, with the addresses of those beside it.' });
export const linkdingBookmarksSchema = pageOf(linkdingBookmarkSchema, 'LinkdingBookmarks');
export const linkdingTagsSchema = pageOf(linkdingTagSchema, 'LinkdingTags');
export const linkdingBundlesSchema = pageOf(linkdingBundleSchema, 'LinkdingBundles');

/** Whether an address is known, and what its page says. */
export const linkdingCheckSchema = z
  .object({
    bookmark: linkdingBookmarkSchema.nullable(),
    metadata: z.object({
      url: z.string(),
      title: z.string().nullable(),
      description: z.string().nullable(),
      preview_image: z.string().nullable(),
    }),
    auto_tags: z.array(z.string()),
  })
  .meta({ id: 'LinkdingCheck', description: 'Whether an address is known.' });
export type LinkdingCheck = z.infer<typeof linkdingCheckSchema>;

/** What such a client is to know about its user. */
export const linkdingProfileSchema = z
  .object({
    theme: z.string(),
    bookmark_date_display: z.string(),
    bookmark_link_target: z.string(),
    web_archive_integration: z.string(),
    tag_search: z.string(),
    enable_sharing: z.boolean(),
    enable_public_sharing: z.boolean(),
    enable_favicons: z.boolean(),
    display_url: z.boolean(),
    permanent_notes: z.boolean(),
    search_preferences: z.object({ sort: z.string(), shared: z.string(), unread: z.string() }),
    version: z.string(),
  })
  .meta({ id: 'LinkdingProfile', description: 'What such a client is to know about its user.' });
export type LinkdingProfile = z.infer<typeof linkdingProfileSchema>;

// a form has no booleans
const flag = z.union([z.boolean(), z.stringbool()]);
/** What linkding's tags cannot have is made a hyphen; what is no name is left out. */
const tagNames = z
  .array(z.string().max(1000))
  .max(200)
  .transform((names) => [...new Set(names.map((name) => storable(name).trim().replace(/\s+/g, '-').slice(0, 100)))])
  .transform((names) =>
    names
      .map((name) => name.toWellFormed())
      .filter((name) => name !== '')
      .slice(0, 100),
  );

/** What such a client writes. What it does not name stays as it is. */
export const linkdingWriteSchema = z
  .object({
    url: newBookmarkSchema.shape.url.optional(),
    title: text(1000).optional(),
    description: text(20_000).optional(),
    notes: text(20_000).optional(),
    is_archived: flag.optional(),
    unread: flag.optional(),
    shared: flag.optional(),
    tag_names: tagNames.optional(),
  })
  .meta({ id: 'LinkdingWrite', description: 'What such a client writes of a bookmark.' });
export type LinkdingWrite = z.infer<typeof linkdingWriteSchema>;

/** A tag that such a client makes. */
export const linkdingNewTagSchema = z
  .object({
    name: text(100)
      .transform((name) => name.replace(/\s+/g, '-'))
      .refine((name) => name !== '', 'This field may not be blank.'),
  })
  .meta({ id: 'LinkdingNewTag', description: 'A tag that such a client makes.' });

const wordList = text(500).optional();
/** A saved search that such a client writes. */
export const linkdingBundleWriteSchema = z
  .object({
    name: text(100)
      .refine((name) => name !== '', 'This field may not be blank.')
      .optional(),
    search: text(500).optional(),
    any_tags: wordList,
    all_tags: wordList,
    excluded_tags: wordList,
    order: z.coerce.number().int().min(0).max(1_000_000).optional(),
  })
  .meta({ id: 'LinkdingBundleWrite', description: 'A saved search that such a client writes.' });
export type LinkdingBundleWrite = z.infer<typeof linkdingBundleWriteSchema>;

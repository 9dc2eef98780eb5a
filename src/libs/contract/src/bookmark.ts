import { z } from 'zod';
import { linkStateSchema } from './pages.ts';
import { folderPathSchema, instantSchema, nameSchema, storable, text } from './text.ts';
import { maxUrlLength, readUrl } from './url.ts';

const folderPath = z.array(z.string()).describe('One folder as the path from the top: ["Work", "Japan"].');

/** A bookmark as the API shows it. */
export const bookmarkSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string().describe('May be empty: show the address then.'),
    description: z.string(),
    notes: z.string().describe('What its owner wrote for themselves; never shared.'),
    tags: z.array(z.string()),
    folders: z.array(folderPath).describe('Every folder that it lies in; none is a bookmark at the top.'),
    unread: z.boolean(),
    archived: z.boolean(),
    shared: z.boolean().describe('Everybody here can see it.'),
    language: z.string().nullable().describe('Of its page, as a language tag: ja, en-GB; null while nothing is known.'),
    icon: z.string().nullable().describe('Where the icon of its site is; null while there is none.'),
    picture: z
      .string()
      .nullable()
      .describe('Where the picture is that its page shows of itself; null while there is none.'),
    link: linkStateSchema.nullable().describe('What the last visit found; null before the first one.'),
    version: z.int().describe('Counts its changes; the ETag is this number in quotation marks.'),
    addedAt: instantSchema.describe(
      'When its owner saved it first: the date of an imported file, or the time it was added here.',
    ),
    createdAt: instantSchema,
    modifiedAt: instantSchema,
  })
  .meta({ id: 'Bookmark', description: 'A bookmark.' });
export type Bookmark = z.infer<typeof bookmarkSchema>;

const url = z
  .string()
  .max(maxUrlLength)
  .transform((value) =>
    storable(value)
      .trim()
      .replace(/[\t\n\r]/g, ''),
  )
  .refine((value) => 'url' in readUrl(value), 'must be an http or https address');
const title = text(1000);
const description = text(20_000);
const tags = z.array(nameSchema).max(100);
const folders = z.array(folderPathSchema).max(20);

/** What adding a bookmark takes. An address that is there already is brought up to date. */
export const newBookmarkSchema = z
  .object({
    url,
    title: title.default(''),
    description: description.default(''),
    notes: description.default(''),
    tags: tags.default([]),
    folders: folders.default([]),
    unread: z.boolean().optional(),
    archived: z.boolean().optional(),
    shared: z.boolean().optional(),
  })
  .meta({ id: 'NewBookmark', description: 'A bookmark to add.' });
export type NewBookmark = z.infer<typeof newBookmarkSchema>;
export type NewBookmarkInput = z.input<typeof newBookmarkSchema>;

/** What an edit may change: fields that are not named stay as they are, lists that are named take the place of the old ones. */
export const editBookmarkSchema = z
  .strictObject({
    url: url.optional(),
    title: title.optional(),
    description: description.optional(),
    notes: description.optional(),
    tags: tags.optional(),
    folders: folders.optional(),
    unread: z.boolean().optional(),
    archived: z.boolean().optional(),
    shared: z.boolean().optional(),
  })
  .meta({ id: 'EditBookmark', description: 'The fields of a bookmark that change.' });
export type EditBookmark = z.infer<typeof editBookmarkSchema>;

/** Which address is asked for. */
export const checkQuerySchema = z.object({ url: url.describe('An http or https address, in any spelling.') });

/** Whether an address is known. */
export const checkSchema = z
  .object({
    normalUrl: z.string().describe('The spelling under which duplicates are found.'),
    bookmark: bookmarkSchema.nullable().describe('The one with this address, or with one that means the same.'),
  })
  .meta({ id: 'Check', description: 'Whether an address is known.' });
export type Check = z.infer<typeof checkSchema>;

/** What may be asked of the duplicates. */
export const duplicatesQuerySchema = z.object({
  cursor: z.string().max(200).transform(storable).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Groups on a page.'),
});
export type DuplicatesQuery = z.infer<typeof duplicatesQuerySchema>;

/** Bookmarks whose addresses mean the same. */
export const duplicatesSchema = z
  .object({
    items: z.array(
      z.object({
        normalUrl: z.string().describe('What all their addresses mean.'),
        bookmarks: z.array(bookmarkSchema).describe('Two or more, the first saved first; a hundred at most.'),
      }),
    ),
    nextCursor: z.string().nullable().describe('Give it back as `cursor` for the next page; null on the last one.'),
  })
  .meta({ id: 'Duplicates', description: 'Groups of bookmarks whose addresses mean the same.' });
export type Duplicates = z.infer<typeof duplicatesSchema>;

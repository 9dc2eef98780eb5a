import { z } from 'zod';
import { bookmarkSchema } from './bookmark.ts';
import { maxQueryLength } from './limits.ts';

const rangeSchema = z
  .tuple([z.int().min(0), z.int().min(0)])
  .describe('Where a hit begins and where it has ended, in UTF-16 units of the text.');
export type Range = z.infer<typeof rangeSchema>;

/** What of a bookmark is a hit: ranges of its own texts, and its tags. Never markup: a reader makes of it what they like. */
export const marksSchema = z
  .object({
    title: z.array(rangeSchema).optional(),
    description: z.array(rangeSchema).optional(),
    notes: z.array(rangeSchema).optional(),
    url: z.array(rangeSchema).optional(),
    tags: z.array(z.string()).optional().describe('Tags that are hits.'),
  })
  .meta({ id: 'Marks', description: 'What of a bookmark is a hit.' });
export type Marks = z.infer<typeof marksSchema>;

/** A bookmark in a list. */
export const foundBookmarkSchema = bookmarkSchema
  .extend({ marks: marksSchema.optional().describe('Only when words or tags were looked for.') })
  .meta({ id: 'FoundBookmark', description: 'A bookmark in a list.' });
export type FoundBookmark = z.infer<typeof foundBookmarkSchema>;

/** One page of a list. */
export const bookmarkPageSchema = z
  .object({
    items: z.array(foundBookmarkSchema),
    nextCursor: z.string().nullable().describe('Give it back as `cursor` for the next page; null on the last one.'),
  })
  .meta({ id: 'BookmarkPage', description: 'One page of a list.' });
export type BookmarkPage = z.infer<typeof bookmarkPageSchema>;

/** In which order a list is: the newest first, or the best hits first and among equals the newest. */
export const sorts = ['newest', 'relevance'] as const;

/** What may be asked of the list. */
export const listQuerySchema = z.object({
  q: z
    .string()
    .max(maxQueryLength)
    .default('')
    .describe(
      'Words that must all be there, "phrases", #tag, in:folder, site:example.com, before: and after: a date, is:unread, read, archived, untagged, broken, moved or shared; - before what must not be, or, parentheses.',
    ),
  sort: z
    .enum(sorts)
    .optional()
    .describe('The best hits first when words are looked for, unless said otherwise; else the newest.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Bookmarks on a page.'),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

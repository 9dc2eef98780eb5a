import { z } from 'zod';
import { instantSchema, text } from './text.ts';

/** A bookmark that somebody shares: without what they wrote for themselves. */
export const sharedBookmarkSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    addedAt: instantSchema,
    sharedBy: z.object({ id: z.uuid(), name: z.string() }),
  })
  .meta({ id: 'SharedBookmark', description: 'A bookmark that somebody here shares: without notes and folders.' });
export type SharedBookmark = z.infer<typeof sharedBookmarkSchema>;

/** One page of what is shared, newest first. */
export const sharedPageSchema = z
  .object({
    items: z.array(sharedBookmarkSchema),
    nextCursor: z.string().nullable().describe('Give it back as `cursor` for the next page; null on the last one.'),
  })
  .meta({ id: 'SharedPage', description: 'One page of what everybody here shares, newest first.' });
export type SharedPage = z.infer<typeof sharedPageSchema>;

/** What may be asked of the shared bookmarks. */
export const sharedQuerySchema = z.object({
  q: text(200).default('').describe('Words that must all occur, in title, address, description or tags.'),
  by: z.guid().optional().describe('Only what this person shares.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Bookmarks on a page.'),
});
export type SharedQuery = z.infer<typeof sharedQuerySchema>;

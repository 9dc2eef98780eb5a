import { z } from 'zod';
import { instantSchema, nameSchema } from './text.ts';

/** A tag of somebody's. */
export const tagSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    count: z.int().min(0).describe('Bookmarks that have it, archived ones too.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Tag', description: 'A tag, and how many bookmarks have it.' });
export type Tag = z.infer<typeof tagSchema>;

/** All tags, by name. */
export const tagsSchema = z
  .object({ items: z.array(tagSchema) })
  .meta({ id: 'Tags', description: 'All tags, by name.' });
export type Tags = z.infer<typeof tagsSchema>;

/** What may be asked of the tags. */
export const tagQuerySchema = z.object({
  unused: z.enum(['true', 'false']).default('false').describe('Also those that no bookmark has any more.'),
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Only so many: those that most bookmarks have. They are by name all the same.'),
});

/** A tag's new name. */
export const renameTagSchema = z
  .strictObject({ name: nameSchema })
  .meta({ id: 'RenameTag', description: 'A new name.' });

/** The tag that another one becomes. */
export const mergeTagSchema = z
  .strictObject({ into: z.int().min(1).describe('The id of the tag that stays.') })
  .meta({ id: 'MergeTag', description: 'The tag that takes the place of this one.' });

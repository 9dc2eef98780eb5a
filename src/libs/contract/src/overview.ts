import { z } from 'zod';
import { folderSchema } from './folder.ts';
import { savedSearchSchema } from './saved-search.ts';
import { tagQuerySchema, tagSchema } from './tag.ts';

/** What stands beside a list of bookmarks, in one answer. */
export const overviewSchema = z
  .object({ folders: z.array(folderSchema), tags: z.array(tagSchema), searches: z.array(savedSearchSchema) })
  .meta({ id: 'Overview', description: 'All folders, tags and saved searches, as their own lists have them.' });
export type Overview = z.infer<typeof overviewSchema>;

/** What may be asked of it. */
export const overviewQuerySchema = tagQuerySchema.pick({ top: true });

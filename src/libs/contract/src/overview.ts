import { z } from 'zod';
import { foldersSchema } from './folder.ts';
import { savedSearchesSchema } from './saved-search.ts';
import { tagQuerySchema, tagsSchema } from './tag.ts';

/** What stands beside a list of bookmarks, in one answer. */
export const overviewSchema = z
  .object({ folders: foldersSchema, tags: tagsSchema, searches: savedSearchesSchema })
  .meta({ id: 'Overview', description: 'Folders, tags and saved searches, as their own lists have them.' });
export type Overview = z.infer<typeof overviewSchema>;

/** What may be asked of it. */
export const overviewQuerySchema = tagQuerySchema.pick({ top: true });

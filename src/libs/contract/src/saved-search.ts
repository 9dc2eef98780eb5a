import { z } from 'zod';
import { maxQueryLength } from './limits.ts';
import { sorts } from './search.ts';

const clean = (value: string): string => value.replaceAll('\0', '').toWellFormed().trim();
const name = z
  .string()
  .max(100)
  .transform(clean)
  .refine((value) => value !== '', 'must not be empty');
const q = z.string().max(maxQueryLength).transform(clean).describe('What is searched for, as in the list.');
const instant = z.iso.datetime();

/** A search that somebody keeps. */
export const savedSearchSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    q: z.string(),
    sort: z.enum(sorts).nullable().describe('null: as the list does without `sort`.'),
    feedSince: instant.nullable().describe('Since when it has a feed; null is none.'),
    createdAt: instant,
    modifiedAt: instant,
  })
  .meta({ id: 'SavedSearch', description: 'A search that somebody keeps.' });
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** All of somebody's saved searches, by name. */
export const savedSearchesSchema = z
  .object({ items: z.array(savedSearchSchema) })
  .meta({ id: 'SavedSearches', description: 'Saved searches, by name.' });
export type SavedSearches = z.infer<typeof savedSearchesSchema>;

/** What keeping a search takes. */
export const newSearchSchema = z
  .object({ name, q, sort: z.enum(sorts).nullable().default(null) })
  .meta({ id: 'NewSearch', description: 'A search to keep.' });
export type NewSearch = z.infer<typeof newSearchSchema>;

/** What of a saved search may be changed: what is not given stays. */
export const searchChangeSchema = z
  .object({ name: name.optional(), q: q.optional(), sort: z.enum(sorts).nullable().optional() })
  .meta({ id: 'SearchChange', description: 'What of a saved search is to be another.' });
export type SearchChange = z.infer<typeof searchChangeSchema>;

/** Where the feed of a saved search is. Whoever knows such an address can read it: it is shown once, and not kept. */
export const feedSchema = z
  .object({ rss: z.string(), atom: z.string() })
  .meta({ id: 'Feed', description: 'The addresses of a feed, below the address of this API; shown once.' });
export type Feed = z.infer<typeof feedSchema>;

/** What may be asked of the suggestions. */
export const suggestQuerySchema = z.object({
  q: z
    .string()
    .max(maxQueryLength)
    .default('')
    .describe('The search as far as it is typed; its last part is completed.'),
  limit: z.coerce.number().int().min(1).max(50).default(10).describe('Suggestions at most.'),
});
export type SuggestQuery = z.infer<typeof suggestQuerySchema>;

/** One way to go on with a search. */
export const suggestionSchema = z
  .object({
    kind: z.enum(['tag', 'folder', 'operator']),
    text: z.string().describe('What stands in place of the last part.'),
    from: z.int().min(0).describe('Where the last part begins, in UTF-16 units.'),
    count: z.int().nullable().describe('How many bookmarks have the tag or lie in the folder.'),
  })
  .meta({ id: 'Suggestion', description: 'One way to go on with a search.' });
export type Suggestion = z.infer<typeof suggestionSchema>;

/** Ways to go on with a search, the likeliest first. */
export const suggestionsSchema = z
  .object({ items: z.array(suggestionSchema) })
  .meta({ id: 'Suggestions', description: 'Ways to go on with a search.' });
export type Suggestions = z.infer<typeof suggestionsSchema>;

import { z } from 'zod';
import { sessionCookie } from '../limits.ts';
import { linkCheckSchema, pageRequestSchema, previewSchema, savedPageSchema } from '../pages.ts';
import { problemSchema } from '../problem.ts';
import {
  feedSchema,
  newSearchSchema,
  savedSearchesSchema,
  savedSearchSchema,
  searchChangeSchema,
  suggestionSchema,
  suggestionsSchema,
} from '../saved-search.ts';
import { bookmarkPageSchema, foundBookmarkSchema, marksSchema } from '../search.ts';
import { bookmarkSchemas } from './bookmark-schemas.ts';
import { fileSchemas } from './file-schemas.ts';
import { operations } from './operations.ts';
import { peopleSchemas } from './people-schemas.ts';

/** The API's OpenAPI 3.1 document: its schemas are the ones that requests are checked with. */
export const openApiDocument = () => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: { title: 'bookmark-manager', version: '1.0.0', description: 'Bookmarks, as people and as programs use them.' },
  servers: [{ url: '/' }],
  paths: operations,
  // a route that anybody may call says `security: []`
  security: [{ session: [] }, { token: [] }],
  components: { schemas: componentSchemas(), securitySchemes },
});

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'What signing in sets.' },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of `POST /api/v1/me/tokens`; `Token …` is taken too.',
  },
} as const;

const componentSchemas = () => {
  const { schemas } = z.toJSONSchema(registry(), { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema)]));
};

const registry = () => {
  const all = z.registry<{ id: string }>();
  const named = {
    ...bookmarkSchemas,
    BookmarkPage: bookmarkPageSchema,
    FoundBookmark: foundBookmarkSchema,
    Marks: marksSchema,
    SavedSearch: savedSearchSchema,
    SavedSearches: savedSearchesSchema,
    NewSearch: newSearchSchema,
    SearchChange: searchChangeSchema,
    Feed: feedSchema,
    Suggestion: suggestionSchema,
    Suggestions: suggestionsSchema,
    ...fileSchemas,
    ...peopleSchemas,
    Preview: previewSchema,
    LinkCheck: linkCheckSchema,
    SavedPage: savedPageSchema,
    PageRequest: pageRequestSchema,
    Problem: problemSchema,
  };
  for (const [id, schema] of Object.entries(named)) all.add(schema, { id });
  return all;
};

/** The document names the dialect once; `$id` would move the base that references are resolved against. */
const withoutDialect = (schema: object): object =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id' && key !== 'id'));

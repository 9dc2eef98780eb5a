import { z } from 'zod';
import { paths } from '../paths.ts';
import { suggestQuerySchema } from '../saved-search.ts';
import { listQuerySchema } from '../search.ts';
import { always, answer, anybody, json, problem } from './parts.ts';

/** The parameters that a schema of a query string takes, as strings that are what the schema makes of them. */
const parametersOf = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([name, part]) => {
    const { $schema: _, description, ...rest } = z.toJSONSchema(part, { io: 'input' });
    // z.coerce takes anything and makes a number of it; on the wire it is one
    const isLimit = name === 'limit';
    return {
      name,
      in: 'query',
      required: false,
      description,
      schema: isLimit ? { type: 'integer', minimum: 1, maximum: rest.maximum, default: rest.default } : rest,
    };
  });

/** GET of the bookmarks; what else can be done with them is not the search's. */
export const listBookmarks = {
  operationId: 'listBookmarks',
  summary: 'The bookmarks, newest first, page by page; with `q`, those that it asks for, and where the hits are.',
  parameters: parametersOf(listQuerySchema),
  responses: {
    200: answer('One page.', 'BookmarkPage'),
    400: problem('A parameter is wrong, or the search cannot be read: `errors` says where.'),
    ...always,
  },
} as const;

const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
const body = (name: string) => ({ required: true, content: json(name) });
const wrongBody = {
  400: problem('The body is not JSON, a field is wrong, or the search cannot be read.'),
  409: problem('Another saved search has this name, or there are too many.'),
  413: problem('The body is too large.'),
  415: problem('The body is not JSON.'),
};
const noSuch = { 400: problem('Not an id.'), 404: problem('No such saved search.') };
/** The operations of saved searches, their feeds, and suggestions. */
export const searchOperations = {
  [paths.searches]: {
    get: {
      operationId: 'listSearches',
      summary: 'The saved searches, by name.',
      responses: { 200: answer('All of them.', 'SavedSearches'), ...always },
    },
    post: {
      operationId: 'saveSearch',
      summary: 'Keeps a search under a name.',
      requestBody: body('NewSearch'),
      responses: { 201: answer('Kept.', 'SavedSearch'), ...wrongBody, ...always },
    },
  },
  [`${paths.searches}/{id}`]: {
    get: {
      operationId: 'readSearch',
      summary: 'One saved search.',
      parameters: id,
      responses: { 200: answer('It.', 'SavedSearch'), ...noSuch, ...always },
    },
    patch: {
      operationId: 'changeSearch',
      summary: 'Changes what is given; its feed follows.',
      parameters: id,
      requestBody: body('SearchChange'),
      responses: { 200: answer('As it is now.', 'SavedSearch'), ...wrongBody, 404: noSuch[404], ...always },
    },
    delete: {
      operationId: 'deleteSearch',
      summary: 'Forgets a saved search, and ends its feed.',
      parameters: id,
      responses: { 204: { description: 'Forgotten.' }, ...noSuch, ...always },
    },
  },
  [`${paths.searches}/{id}/feed`]: {
    post: {
      operationId: 'makeFeed',
      summary: 'Makes the addresses of its feed; those from before end.',
      parameters: id,
      responses: { 201: answer('The addresses, which are not shown again.', 'Feed'), ...noSuch, ...always },
    },
    delete: {
      operationId: 'endFeed',
      summary: 'Ends its feed.',
      parameters: id,
      responses: { 204: { description: 'There is no feed any more.' }, ...noSuch, ...always },
    },
  },
  [paths.suggest]: {
    get: {
      operationId: 'suggest',
      summary: 'Ways to go on with a search that is being typed: tags, folders and operators.',
      parameters: parametersOf(suggestQuerySchema),
      responses: {
        200: answer('The likeliest first.', 'Suggestions'),
        400: problem('A parameter is wrong.'),
        ...always,
      },
    },
  },
  '/api/feeds/{file}': {
    get: {
      operationId: 'readFeed',
      security: [],
      summary: 'What a saved search finds, the newest first, for whoever knows the address.',
      parameters: [
        {
          name: 'file',
          in: 'path',
          required: true,
          description: 'The secret, and the format: `….rss` or `….atom`.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: {
          description: 'The newest 50.',
          content: {
            'application/rss+xml': { schema: { type: 'string' } },
            'application/atom+xml': { schema: { type: 'string' } },
          },
        },
        304: { description: 'As it was: `If-None-Match` names it.' },
        404: problem('There is no such feed.'),
        ...anybody,
      },
    },
  },
} as const;

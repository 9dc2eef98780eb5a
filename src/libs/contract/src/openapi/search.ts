import { z } from 'zod';
import { listQuerySchema } from '../search.ts';
import { always, answer, problem } from './parts.ts';

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
      schema: isLimit ? { type: 'integer', minimum: 1, maximum: 100, default: rest.default } : rest,
    };
  });

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

import { z } from 'zod';

/** Every kind of failure that the API names, with its title and HTTP status. */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not as described' },
  unauthenticated: { status: 401, title: 'Nobody is signed in' },
  forbidden: { status: 403, title: 'This is not allowed' },
  'unreadable-query': { status: 400, title: 'This search cannot be read' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'This does not fit what is there' },
  'precondition-failed': { status: 412, title: 'It was changed since you saw it' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of body is not read here' },
  'too-many': { status: 422, title: 'These are more than one change may touch' },
  'not-a-bookmarks-file': { status: 422, title: 'This is not a bookmarks file' },
  'page-not-fetched': { status: 422, title: 'The page cannot be had' },
  'too-many-requests': { status: 429, title: 'This was tried too often' },
  'not-configured': { status: 503, title: 'This is not set up here' },
  'pages-away': { status: 503, title: 'What keeps the saved pages cannot be reached' },
  'not-ready': { status: 503, title: 'The database cannot be reached' },
  internal: { status: 500, title: 'Something went wrong here' },
  rejected: { status: 400, title: 'The request was rejected' },
} as const;
export type ProblemCode = keyof typeof problems;

/** An error on the wire: RFC 9457, application/problem+json. */
export const problemSchema = z
  .object({
    type: z.string().describe('`urn:bookmark-manager:` and the code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string().describe('Ask for this when you report the failure; it is in the log.'),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          from: z.int().min(0).optional().describe('Where in the field the reason begins, in UTF-16 units.'),
          to: z.int().min(0).optional().describe('Where it has ended.'),
        }),
      )
      .optional()
      .describe('Which fields are wrong, and how.'),
  })
  .meta({ id: 'Problem', description: 'An error: RFC 9457.' });
export type Problem = z.infer<typeof problemSchema>;

/** The media type of every error. */
export const problemMediaType = 'application/problem+json';

/** The URI of a problem's kind. */
export const problemType = (code: ProblemCode): string => `urn:bookmark-manager:${code}`;

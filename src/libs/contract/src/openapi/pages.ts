import { z } from 'zod';
import { previewQuerySchema } from '../pages.ts';
import { paths } from '../paths.ts';
import { always, answer, problem } from './parts.ts';

const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
const { $schema: _, description, ...url } = z.toJSONSchema(previewQuerySchema.shape.url, { io: 'input' });
const none = { 400: problem('Not an id.'), 404: problem('No such bookmark.') };
const kept = { ...always, 503: problem('The database, or what keeps the pages, cannot be reached.') };

const binary = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };
const pictureTypes = ['png', 'jpeg', 'gif', 'x-icon', 'webp', 'avif'];
const picture = {
  description: 'The picture.',
  content: Object.fromEntries(pictureTypes.map((type) => [`image/${type}`, binary])),
};

/** The operations of pages: what is fetched from where a bookmark leads. */
export const pagesOperations = {
  [paths.preview]: {
    get: {
      operationId: 'previewPage',
      summary: 'What a page says of itself: its title and so on, before it is a bookmark.',
      parameters: [{ name: 'url', in: 'query', required: true, description, schema: url }],
      responses: {
        200: answer('What it says.', 'Preview'),
        400: problem('Not an http or https address.'),
        422: problem('The page cannot be had: it is on no public host, does not answer, or is no page.'),
        ...always,
      },
    },
  },
  [`${paths.icons}/{name}`]: {
    get: {
      operationId: 'readIcon',
      summary: 'The icon of a site, as bookmarks name it.',
      parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } }],
      responses: { 200: picture, 400: problem('No name of an icon.'), 404: problem('No such icon.'), ...always },
    },
  },
  [`${paths.bookmarks}/{id}/picture`]: {
    get: {
      operationId: 'readPicture',
      summary: 'The picture that a page shows of itself; it is fetched when somebody first asks for it.',
      parameters,
      responses: { 200: picture, ...none, 404: problem('No such bookmark, or no picture.'), ...always },
    },
  },
  [`${paths.bookmarks}/{id}/check`]: {
    post: {
      operationId: 'checkLink',
      summary: 'Visits where a bookmark leads, now, and says what was found.',
      parameters,
      responses: { 200: answer('What was found.', 'LinkCheck'), ...none, ...always },
    },
  },
  [`${paths.bookmarks}/{id}/page`]: {
    post: {
      operationId: 'savePage',
      summary: 'Has the readable text of the page kept, instead of what is kept of it now. It is tried until it works.',
      parameters,
      responses: { 202: answer('It will be tried.', 'PageRequest'), ...none, ...always },
    },
    get: {
      operationId: 'savedPage',
      summary: 'The readable text of the page as it was kept.',
      parameters,
      responses: {
        200: answer('The page.', 'SavedPage'),
        202: answer('It is not kept yet, or cannot be.', 'PageRequest'),
        ...none,
        404: problem('No such bookmark, or nobody wanted its page kept.'),
        ...kept,
      },
    },
    delete: {
      operationId: 'deletePage',
      summary: 'Forgets what is kept of the page.',
      parameters,
      responses: { 204: { description: 'Nothing is kept of it.' }, ...none, ...kept },
    },
  },
} as const;

import { paths } from '../paths.ts';
import { fileOperations } from './files.ts';
import { linkdingOperations } from './linkding.ts';
import { marksOperations } from './marks.ts';
import { pagesOperations } from './pages.ts';
import { etag } from './parameters.ts';
import { always, answer, json, problem, statusOk } from './parts.ts';
import { peopleOperations } from './people.ts';
import { listBookmarks, searchOperations } from './search.ts';
import { signOperations } from './sign.ts';

/** The `paths` of the OpenAPI document. */
export const operations = {
  ...signOperations,
  ...peopleOperations,
  ...searchOperations,
  ...marksOperations,
  ...linkdingOperations,
  ...fileOperations,
  ...pagesOperations,
  [paths.bookmarks]: {
    get: listBookmarks,
    post: {
      operationId: 'addBookmark',
      summary: 'Adds a bookmark; one with the same address, or one that means the same, is brought up to date instead.',
      requestBody: { required: true, content: json('NewBookmark') },
      responses: {
        200: { ...answer('The address was known: the bookmark as it is now.', 'Bookmark'), headers: etag },
        201: { ...answer('Added.', 'Bookmark'), headers: { ...etag, Location: { schema: { type: 'string' } } } },
        400: problem('The body is not JSON or a field is wrong.'),
        413: problem('The body is too large.'),
        415: problem('The body is not JSON.'),
        ...always,
      },
    },
  },
  [paths.import]: {
    post: {
      operationId: 'importBookmarks',
      summary: "Imports a browser's HTML export; importing the same file again changes nothing.",
      requestBody: {
        required: true,
        content: {
          'text/html': { schema: { type: 'string', contentMediaType: 'text/html' } },
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            },
          },
        },
      },
      responses: {
        200: answer('What became of every link.', 'ImportReport'),
        400: problem('The body is broken or holds no file.'),
        413: problem('The file is larger than 20 MiB.'),
        415: problem('Neither text/html nor multipart/form-data.'),
        422: problem('Not a bookmarks file.'),
        ...always,
      },
    },
  },
  [paths.ready]: {
    get: {
      operationId: 'ready',
      security: [],
      summary: 'Whether the database answers.',
      responses: {
        200: { description: 'It does.', content: { 'application/json': { schema: statusOk } } },
        503: problem('It does not.'),
      },
    },
  },
  [paths.health]: {
    get: {
      operationId: 'health',
      security: [],
      summary: 'Whether the API answers; asks nothing else.',
      responses: { 200: { description: 'It does.', content: { 'application/json': { schema: statusOk } } } },
    },
  },
} as const;

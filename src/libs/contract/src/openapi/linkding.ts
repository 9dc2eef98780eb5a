import { linkdingPaths } from '../linkding.ts';
import { numberParameter } from './parameters.ts';
import { always, answer, anybody, json, reference } from './parts.ts';

/** An error as linkding tells it. */
const told = (description: string) => ({
  description,
  content: {
    'application/json': {
      schema: { type: 'object', required: ['detail'], properties: { detail: { type: 'string' } } },
    },
  },
});
const nobody = { 401: told('Nobody is signed in.'), 403: told('The token may only read.'), ...anybody };
const fields = {
  description: 'Fields are wrong, each with what is wrong with it; or `detail`: the body cannot be read.',
  // what is no HTTP at all, or too long to be read, never comes as far as a route
  content: {
    ...always[401].content,
    'application/json': {
      schema: {
        type: 'object',
        additionalProperties: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      },
    },
  },
};
// what comes before a route is known: a body that is no JSON, say
const wrongBody = {
  400: fields,
  413: { ...told('The body is too large.'), content: { ...told('').content, ...always[401].content } },
  415: { ...told('Neither JSON nor a form.'), content: { ...told('').content, ...always[401].content } },
};
const notThere = { 404: told('There is nothing here.') };
const done = { 204: { description: 'Done.' } };

const query = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});
const page = [
  query('limit', 'Items on a page; 100 unless said.', { type: 'integer', minimum: 1 }),
  query('offset', 'Items to leave out before the page.', { type: 'integer', minimum: 0 }),
];
const answerOf = { type: 'string', enum: ['yes', 'no', 'off'] };
const orders = ['added_asc', 'added_desc', 'title_asc', 'title_desc', 'modified_asc', 'modified_desc'];
const asked = [
  query('q', "Words as linkding's clients write them: `!unread` and `!untagged` are states."),
  ...page,
  query('sort', 'The newest first unless said.', { type: 'string', enum: orders }),
  query('unread', 'Only those that are, or are not.', answerOf),
  query('shared', 'Only those that are, or are not.', answerOf),
  query('bundle', 'Only what a bundle finds.', { type: 'integer', minimum: 1 }),
  query('added_since', 'Only what was added after that.', { type: 'string', format: 'date-time' }),
  query('modified_since', 'Only what was changed after that.', { type: 'string', format: 'date-time' }),
];

/** A body in each of the forms that clients use. */
const body = (id: string) => ({
  required: true,
  content: {
    ...json(id),
    'multipart/form-data': { schema: reference(id) },
    'application/x-www-form-urlencoded': { schema: reference(id) },
  },
});

const list = (operationId: string, summary: string, id: string, parameters: readonly object[]) => ({
  operationId,
  summary,
  tags: ['linkding'],
  parameters,
  responses: { 200: answer('One page.', id), 400: fields, ...nobody },
});
const one = (operationId: string, summary: string, id: string) => ({
  operationId,
  summary,
  tags: ['linkding'],
  parameters: [numberParameter],
  responses: { 200: answer('As it is.', id), ...notThere, ...nobody },
});
const write = (operationId: string, summary: string, id: string, written: string) => ({
  operationId,
  summary,
  tags: ['linkding'],
  parameters: [numberParameter],
  requestBody: body(written),
  responses: { 200: answer('As it is now.', id), ...wrongBody, ...notThere, ...nobody },
});
const add = (operationId: string, summary: string, id: string, written: string) => ({
  operationId,
  summary,
  tags: ['linkding'],
  requestBody: body(written),
  responses: { 201: answer('As it is now.', id), ...wrongBody, ...nobody },
});
const act = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['linkding'],
  parameters: [numberParameter],
  responses: { ...done, ...notThere, ...nobody },
});

/** The operations of clients that were made for linkding. */
export const linkdingOperations = {
  [linkdingPaths.bookmarks]: {
    get: list('linkdingBookmarks', 'Bookmarks that are not archived.', 'LinkdingBookmarks', asked),
    post: add(
      'linkdingAdd',
      'Adds a bookmark, or changes the one with this address.',
      'LinkdingBookmark',
      'LinkdingWrite',
    ),
  },
  [linkdingPaths.archived]: { get: list('linkdingArchived', 'Archived bookmarks.', 'LinkdingBookmarks', asked) },
  [linkdingPaths.shared]: {
    get: list('linkdingShared', 'What everybody here shares.', 'LinkdingBookmarks', [
      ...asked,
      query('user', 'Only what the person of this name shares.'),
    ]),
  },
  [linkdingPaths.check]: {
    get: {
      operationId: 'linkdingCheck',
      summary: 'Whether an address is known.',
      tags: ['linkding'],
      parameters: [
        { ...query('url', 'An address.', { type: 'string', minLength: 1, maxLength: 8192 }), required: true },
      ],
      responses: { 200: answer('What is known.', 'LinkdingCheck'), 400: fields, ...nobody },
    },
  },
  [`${linkdingPaths.bookmarks}{id}/`]: {
    get: one('linkdingBookmark', 'One bookmark.', 'LinkdingBookmark'),
    put: write('linkdingPut', 'Changes what is named.', 'LinkdingBookmark', 'LinkdingWrite'),
    patch: write('linkdingPatch', 'Changes what is named.', 'LinkdingBookmark', 'LinkdingWrite'),
    delete: act('linkdingDelete', 'Deletes a bookmark.'),
  },
  [`${linkdingPaths.bookmarks}{id}/archive/`]: { post: act('linkdingArchive', 'Archives a bookmark.') },
  [`${linkdingPaths.bookmarks}{id}/unarchive/`]: { post: act('linkdingUnarchive', 'Takes it out of the archive.') },
  [linkdingPaths.tags]: {
    get: list('linkdingTags', 'All tags.', 'LinkdingTags', page),
    post: add('linkdingAddTag', 'Makes a tag, or finds the one of this name.', 'LinkdingTag', 'LinkdingNewTag'),
  },
  [`${linkdingPaths.tags}{id}/`]: {
    get: one('linkdingTag', 'One tag.', 'LinkdingTag'),
    delete: act('linkdingDeleteTag', 'Takes a tag away from every bookmark.'),
  },
  [linkdingPaths.bundles]: {
    get: list('linkdingBundles', 'Saved searches.', 'LinkdingBundles', page),
    post: add('linkdingAddBundle', 'Saves a search.', 'LinkdingBundle', 'LinkdingBundleWrite'),
  },
  [`${linkdingPaths.bundles}{id}/`]: {
    get: one('linkdingBundle', 'One saved search.', 'LinkdingBundle'),
    put: write('linkdingPutBundle', 'Changes what is named.', 'LinkdingBundle', 'LinkdingBundleWrite'),
    patch: write('linkdingPatchBundle', 'Changes what is named.', 'LinkdingBundle', 'LinkdingBundleWrite'),
    delete: act('linkdingDeleteBundle', 'Deletes a saved search.'),
  },
  [linkdingPaths.profile]: {
    get: {
      operationId: 'linkdingProfile',
      summary: 'What a client is to know about its user.',
      tags: ['linkding'],
      responses: { 200: answer('The same for everybody.', 'LinkdingProfile'), ...nobody },
    },
  },
};

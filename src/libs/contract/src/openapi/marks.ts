import { checkQuerySchema, duplicatesQuerySchema } from '../bookmark.ts';
import { folderQuerySchema } from '../folder.ts';
import { overviewQuerySchema } from '../overview.ts';
import { paths } from '../paths.ts';
import { sharedQuerySchema } from '../shared.ts';
import { tagQuerySchema } from '../tag.ts';
import { etag, ifMatch, numberParameter, queryParameters, uuidParameter } from './parameters.ts';
import { always, answer, json, problem } from './parts.ts';

const body = (id: string) => ({ required: true, content: json(id) });
const wrongBody = {
  400: problem('The body is not JSON or a field is wrong.'),
  413: problem('The body is too large.'),
  415: problem('The body is not JSON.'),
};
const wrongParameter = { 400: problem('A parameter is wrong.') };
const withETag = (description: string, id: string) => ({ ...answer(description, id), headers: etag });
const unknown = (what: string) => ({ 404: problem(`No such ${what}.`) });
const changed = { 200: answer('What became of it.', 'Changed'), ...wrongBody, ...always };

/** One bookmark. */
const bookmark = {
  get: {
    operationId: 'readBookmark',
    summary: 'One bookmark.',
    parameters: [
      uuidParameter,
      {
        ...ifMatch,
        name: 'If-None-Match',
        description: 'The ETag of the version that you have: 304 when it is that still.',
      },
    ],
    responses: {
      200: withETag('The bookmark.', 'Bookmark'),
      304: { description: 'You have it.', headers: etag },
      ...wrongParameter,
      ...unknown('bookmark'),
      ...always,
    },
  },
  patch: {
    operationId: 'editBookmark',
    summary: 'Changes the fields that are named.',
    parameters: [uuidParameter, ifMatch],
    requestBody: body('EditBookmark'),
    responses: {
      200: withETag('The bookmark as it is now.', 'Bookmark'),
      ...wrongBody,
      ...unknown('bookmark'),
      409: problem('Another bookmark has this address, or one that means the same.'),
      412: problem('It was changed since you saw it.'),
      ...always,
    },
  },
  delete: {
    operationId: 'deleteBookmark',
    summary: 'Deletes a bookmark; that can be undone for 30 days.',
    parameters: [uuidParameter, ifMatch],
    responses: {
      204: {
        description: 'Deleted.',
        headers: { Location: { description: 'The change: below it lies `undo`.', schema: { type: 'string' } } },
      },
      ...wrongParameter,
      ...unknown('bookmark'),
      412: problem('It was changed since you saw it.'),
      ...always,
    },
  },
};

const changes = {
  [paths.bulk]: {
    post: {
      operationId: 'changeBookmarks',
      summary: 'Changes many bookmarks at once: all of them, or none when it fails.',
      requestBody: body('Bulk'),
      responses: { ...changed, 422: problem('The query finds more than one change may touch.') },
    },
  },
  [paths.changes]: {
    get: {
      operationId: 'listChanges',
      summary: 'The latest changes of many bookmarks, newest first.',
      responses: { 200: answer('The changes.', 'Changes'), ...always },
    },
  },
  [`${paths.changes}/{id}`]: {
    get: {
      operationId: 'readChange',
      summary: 'One change.',
      parameters: [uuidParameter],
      responses: { 200: answer('The change.', 'Change'), ...wrongParameter, ...unknown('change'), ...always },
    },
  },
  [`${paths.changes}/{id}/undo`]: {
    post: {
      operationId: 'undoChange',
      summary: 'Takes a change back; what was edited since stays.',
      parameters: [uuidParameter],
      responses: {
        200: answer('What became of the bookmarks.', 'Undone'),
        ...wrongParameter,
        ...unknown('change'),
        409: problem('It was undone already, or is too old.'),
        ...always,
      },
    },
  },
};

const tags = {
  [paths.tags]: {
    get: {
      operationId: 'listTags',
      summary: 'All tags with their counts, by name.',
      parameters: queryParameters(tagQuerySchema),
      responses: { 200: answer('The tags.', 'Tags'), ...wrongParameter, ...always },
    },
  },
  [paths.overview]: {
    get: {
      operationId: 'readOverview',
      summary: 'What stands beside a list of bookmarks: folders, tags and saved searches.',
      parameters: queryParameters(overviewQuerySchema),
      responses: { 200: answer('All three.', 'Overview'), ...wrongParameter, ...always },
    },
  },
  [`${paths.tags}/{id}`]: {
    get: {
      operationId: 'readTag',
      summary: 'One tag.',
      parameters: [numberParameter],
      responses: { 200: answer('The tag.', 'Tag'), ...wrongParameter, ...unknown('tag'), ...always },
    },
    patch: {
      operationId: 'renameTag',
      summary: 'Renames a tag, on every bookmark that has it.',
      parameters: [numberParameter],
      requestBody: body('RenameTag'),
      responses: { ...changed, ...unknown('tag'), 409: problem('There is a tag of that name: merge the two.') },
    },
    delete: {
      operationId: 'deleteTag',
      summary: 'Takes a tag away from every bookmark; the bookmarks stay.',
      parameters: [numberParameter],
      responses: {
        200: answer('What became of it.', 'Changed'),
        ...wrongParameter,
        ...unknown('tag'),
        ...always,
      },
    },
  },
  [`${paths.tags}/{id}/merge`]: {
    post: {
      operationId: 'mergeTag',
      summary: 'Puts another tag in the place of this one.',
      parameters: [numberParameter],
      requestBody: body('MergeTag'),
      responses: { ...changed, ...unknown('tag'), 409: problem('That is the same tag.') },
    },
  },
};

const folders = {
  [paths.folders]: {
    get: {
      operationId: 'listFolders',
      summary: 'All folders with their counts; each stands before the ones in it.',
      responses: { 200: answer('The folders.', 'Folders'), ...always },
    },
    patch: {
      operationId: 'moveFolder',
      summary: 'Renames or moves a folder with all that lies in it; what is there already is united with it.',
      requestBody: body('MoveFolder'),
      responses: { ...changed, ...unknown('folder'), 409: problem('Folders would lie too deep in one another.') },
    },
    delete: {
      operationId: 'deleteFolder',
      summary: 'Deletes a folder: what lies in it moves to the one above.',
      parameters: queryParameters(folderQuerySchema),
      responses: {
        200: answer('What became of it.', 'Changed'),
        ...wrongParameter,
        ...unknown('folder'),
        ...always,
      },
    },
  },
};

/** The operations of bookmarks one by one and many at a time, tags, folders and what is shared. */
export const marksOperations = {
  [`${paths.bookmarks}/{id}`]: bookmark,
  [paths.check]: {
    get: {
      operationId: 'checkAddress',
      summary: 'Whether an address is known, in any spelling.',
      parameters: queryParameters(checkQuerySchema),
      responses: { 200: answer('The bookmark, if there is one.', 'Check'), ...wrongParameter, ...always },
    },
  },
  [paths.duplicates]: {
    get: {
      operationId: 'listDuplicates',
      summary: 'Bookmarks whose addresses mean the same, in groups.',
      parameters: queryParameters(duplicatesQuerySchema),
      responses: { 200: answer('One page of groups.', 'Duplicates'), ...wrongParameter, ...always },
    },
  },
  [paths.shared]: {
    get: {
      operationId: 'listShared',
      summary: 'What everybody here shares, newest first.',
      parameters: queryParameters(sharedQuerySchema),
      responses: { 200: answer('One page.', 'SharedPage'), ...wrongParameter, ...always },
    },
  },
  ...changes,
  ...tags,
  ...folders,
};

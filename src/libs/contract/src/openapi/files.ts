import { z } from 'zod';
import { leftOutQuerySchema } from '../import-job.ts';
import { paths } from '../paths.ts';
import { always, answer, body, json, problem, wrongBody } from './parts.ts';

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const located = { headers: { Location: { schema: { type: 'string' } } } };
const missing = { 400: problem('Not an id.'), 404: problem('There is none of yours.') };
const bytes = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };

const leftOutParameters = Object.entries(leftOutQuerySchema.shape).map(([name, schema]) => {
  const { description } = z.toJSONSchema(schema, { io: 'input' });
  const most =
    name === 'after' ? { minimum: 0, maximum: 2_000_000_000, default: 0 } : { minimum: 1, maximum: 500, default: 100 };
  // z.coerce takes anything and makes a number of it; on the wire it is one
  return { name, in: 'query', required: false, description, schema: { type: 'integer', ...most } };
});

/** The operations of imports and exports. */
export const fileOperations = {
  [paths.imports]: {
    post: {
      operationId: 'startImport',
      summary:
        'Imports a file of bookmarks, whichever program exported it; importing the same file again changes nothing.',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            },
          },
          'text/html': bytes,
          'text/csv': bytes,
          'application/octet-stream': bytes,
        },
      },
      responses: {
        202: { ...answer('The file is here, and is read from now on.', 'Import'), ...located },
        400: problem('The body is broken or holds no file.'),
        413: problem('The file is larger than 20 MiB.'),
        415: problem('Neither a form nor a file.'),
        422: problem('Not a file of bookmarks.'),
        ...always,
      },
    },
    get: {
      operationId: 'listImports',
      summary: 'The latest imports.',
      responses: { 200: answer('The latest fifty, newest first.', 'ImportList'), ...always },
    },
  },
  [paths.uploads]: {
    post: {
      operationId: 'startUpload',
      summary: 'Gives a form that puts a file into the bucket: for one that is too large for the door.',
      requestBody: body('NewUpload'),
      responses: {
        201: answer('Send the form with the file as its last field, then come back.', 'Upload'),
        404: problem('There is no bucket here: send the file itself.'),
        ...wrongBody,
        ...always,
      },
    },
  },
  [`${paths.uploads}/{id}`]: {
    post: {
      operationId: 'finishUpload',
      summary: 'Imports the file that was put into the bucket.',
      parameters: [id],
      responses: {
        202: { ...answer('The file is here, and is read from now on.', 'Import'), ...located },
        ...missing,
        413: problem('The file is larger than 20 MiB.'),
        422: problem('Not a file of bookmarks.'),
        ...always,
      },
    },
  },
  [`${paths.imports}/{id}`]: {
    get: {
      operationId: 'getImport',
      summary: 'How far an import is, and what it did with the links of the file.',
      parameters: [id],
      responses: { 200: answer('The import.', 'Import'), ...missing, ...always },
    },
  },
  [`${paths.imports}/{id}/left-out`]: {
    get: {
      operationId: 'listLeftOut',
      summary: 'Every link that an import left out, and why.',
      parameters: [id, ...leftOutParameters],
      responses: {
        200: answer('One page.', 'LeftOutPage'),
        400: problem('Not an id, or a parameter is wrong.'),
        404: missing[404],
        ...always,
      },
    },
  },
  [paths.exports]: {
    post: {
      operationId: 'startExport',
      summary: 'Writes all bookmarks into a file, to be fetched when it is done.',
      requestBody: { required: true, content: json('NewExport') },
      responses: {
        202: { ...answer('It is written from now on.', 'Export'), ...located },
        400: problem('The body is not JSON or a field is wrong.'),
        413: problem('The body is too large.'),
        415: problem('The body is not JSON.'),
        ...always,
      },
    },
    get: {
      operationId: 'listExports',
      summary: 'The latest exports.',
      responses: { 200: answer('The latest fifty, newest first.', 'ExportList'), ...always },
    },
  },
  [`${paths.exports}/{id}`]: {
    get: {
      operationId: 'getExport',
      summary: 'How far an export is.',
      parameters: [id],
      responses: { 200: answer('The export.', 'Export'), ...missing, ...always },
    },
  },
  [`${paths.exports}/{id}/file`]: {
    get: {
      operationId: 'getExportFile',
      summary: 'The file of an export.',
      parameters: [id],
      responses: {
        200: {
          description: 'The file.',
          content: { 'text/html': bytes, 'application/json': { schema: {} }, 'text/csv': bytes },
        },
        400: problem('Not an id.'),
        404: problem('There is none of yours, it is not done yet, or its file has expired.'),
        ...always,
      },
    },
  },
} as const;

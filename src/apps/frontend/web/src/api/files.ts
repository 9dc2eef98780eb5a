import {
  type Export,
  type ExportFormat,
  exportListSchema,
  exportPath,
  exportSchema,
  type Import,
  importListSchema,
  importSchema,
  paths,
  type Upload,
  uploadSchema,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

/** The latest imports, newest first. */
export const listImports = (caller: Caller): Promise<Answer<readonly Import[]>> =>
  ask({ path: paths.imports, caller, read: (json) => importListSchema.parse(json).items });

/** The form that puts a file of so many bytes into the bucket. */
export const startUpload = (bytes: number, caller: Caller): Promise<Answer<Upload>> =>
  ask({ path: paths.uploads, method: 'POST', caller, ...sending({ bytes }), read: (json) => uploadSchema.parse(json) });

/** Imports what was put there. */
export const finishUpload = (id: Upload['id'], caller: Caller): Promise<Answer<Import>> =>
  ask({
    path: `${paths.uploads}/${encodeURIComponent(id)}`,
    method: 'POST',
    caller,
    // it is read once on its way
    deadlineMs: 25_000,
    read: (json) => importSchema.parse(json),
  });

/** The latest exports, newest first. */
export const listExports = (caller: Caller): Promise<Answer<readonly Export[]>> =>
  ask({ path: paths.exports, caller, read: (json) => exportListSchema.parse(json).items });

/** Has all bookmarks written into a file. */
export const startExport = (format: ExportFormat, caller: Caller): Promise<Answer<Export>> =>
  ask({
    path: paths.exports,
    method: 'POST',
    caller,
    ...sending({ format }),
    read: (json) => exportSchema.parse(json),
  });

/** Where a reader's browser gets the file of an export: from the API itself, so that no file passes through here. */
export const exportFilePath = (id: Export['id']): string => `${exportPath(id)}/file`;

import { z } from 'zod';
import { folderPathSchema } from './text.ts';

/** A folder that bookmarks lie in, or that has such folders in it. */
export const folderSchema = z
  .object({
    path: z.array(z.string()).min(1).describe('From the top: ["Work", "Japan"].'),
    count: z.int().min(0).describe('Bookmarks that lie right in it.'),
    total: z.int().min(0).describe('The sum of its own count and those of all folders below it.'),
  })
  .meta({ id: 'Folder', description: 'A folder.' });
export type Folder = z.infer<typeof folderSchema>;

/** All folders. */
export const foldersSchema = z
  .object({ items: z.array(folderSchema) })
  .meta({ id: 'Folders', description: 'All folders; each stands before the ones in it.' });
export type Folders = z.infer<typeof foldersSchema>;

/** Which folder is moved or renamed, and its new path. */
export const moveFolderSchema = z
  .strictObject({
    path: folderPathSchema,
    to: folderPathSchema.describe('Its new path; when there is such a folder already, the two are united.'),
  })
  .meta({ id: 'MoveFolder', description: 'A folder and its new path: what lies in it moves with it.' });

/** Which folder is deleted. */
export const folderQuerySchema = z.object({
  path: z
    .union([z.string(), z.array(z.string())])
    .transform((path) => (typeof path === 'string' ? [path] : path))
    .pipe(folderPathSchema)
    .describe('The folder from the top, once for each step: `path=Work&path=Japan`.'),
});

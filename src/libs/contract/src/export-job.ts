import { z } from 'zod';
import { jobStates } from './import-job.ts';

/** What an export is written as; each is a file that an import reads. */
export const exportFormats = ['html', 'json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What asking for an export takes. */
export const newExportSchema = z.object({ format: z.enum(exportFormats) }).meta({
  id: 'NewExport',
  description: 'An export to make: html is what every browser imports, json and csv hold the same.',
});
export type NewExport = z.infer<typeof newExportSchema>;

/** An export: a job that writes a file. */
export const exportSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(jobStates),
    format: z.enum(exportFormats),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().describe('The file is there until then.'),
    bookmarks: z.int().min(0).describe('Bookmarks written.'),
    bytes: z.int().min(0).describe('Size of the file once it is done.'),
  })
  .meta({ id: 'Export', description: 'An export: a file with all bookmarks.' });
export type Export = z.infer<typeof exportSchema>;

/** The latest exports, newest first. */
export const exportListSchema = z
  .object({ items: z.array(exportSchema) })
  .meta({ id: 'ExportList', description: 'The latest exports, newest first.' });

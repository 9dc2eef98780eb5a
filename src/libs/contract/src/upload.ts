import { z } from 'zod';
import { maxImportBytes } from './limits.ts';

/** What asking for the form of an upload takes. */
export const newUploadSchema = z
  .object({ bytes: z.int().min(1).max(maxImportBytes).describe('Size of the file.') })
  .meta({ id: 'NewUpload', description: 'A file that is to be put into the bucket.' });
export type NewUpload = z.infer<typeof newUploadSchema>;

/** A form that a browser sends to the bucket itself. */
export const uploadSchema = z
  .object({
    id: z.uuid(),
    url: z.url().describe('Where the form goes, as multipart/form-data.'),
    fields: z.record(z.string(), z.string()).describe('Its fields; the file follows as `file`.'),
    expiresAt: z.iso.datetime().describe('It is taken until then.'),
  })
  .meta({ id: 'Upload', description: 'A form that puts one file into the bucket, for some minutes.' });
export type Upload = z.infer<typeof uploadSchema>;

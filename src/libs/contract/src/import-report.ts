import { z } from 'zod';
import { urlRefusals } from './url.ts';

const count = z.int().min(0);

/** What an import did with every link of the file: `links` is the sum of all the other counts. */
export const importReportSchema = z
  .object({
    encoding: z.string().describe('The character encoding that the file was read in.'),
    complete: z.boolean().describe('false: the file ends in the middle of something; what came before was imported.'),
    links: count.describe('Links found.'),
    added: count,
    updated: count.describe('Known addresses that gained tags, folders, a title or an earlier date.'),
    unchanged: count.describe('Known addresses with nothing new.'),
    duplicates: count.describe('Addresses that occur again in the same file; merged with their first.'),
    skipped: count.describe('Links left out.'),
    skippedBecause: z.partialRecord(z.enum(urlRefusals), count),
    skippedLinks: z
      .array(z.object({ title: z.string(), url: z.string(), because: z.enum(urlRefusals) }))
      .describe('The first hundred links left out, addresses cut at 200 characters.'),
  })
  .meta({ id: 'ImportReport', description: 'What an import did with every link of the file.' });
export type ImportReport = z.infer<typeof importReportSchema>;

import { z } from 'zod';
import { urlRefusals } from './url.ts';

const count = z.int().min(0);
const instant = z.iso.datetime();

/** How far an import or an export is. */
export const jobStates = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** A link of the file that was left out. */
export const leftOutSchema = z
  .object({
    position: z.int().min(1).describe('The how manieth link of the file it is.'),
    title: z.string().describe('Cut at 200 characters.'),
    url: z.string().describe('Cut at 2,000 characters.'),
    because: z.enum(urlRefusals),
  })
  .meta({ id: 'LeftOut', description: 'A link of the file that was left out, and why.' });
export type LeftOut = z.infer<typeof leftOutSchema>;

/** An import: a job that reads a file. `links` is the sum of all the counts below it. */
export const importSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(jobStates),
    failure: z
      .enum(['not-a-bookmarks-file', 'file-is-gone', 'internal'])
      .nullable()
      .describe('Why it failed; what was imported before stays.'),
    createdAt: instant,
    finishedAt: instant.nullable(),
    bytes: count.describe('Size of the file.'),
    progress: z.number().min(0).max(1).describe('The part of the file that is read.'),
    format: z
      .string()
      .nullable()
      .describe('Whose file it is, as far as that is known: `netscape-html`, `pocket-csv` …'),
    encoding: z.string().describe('The character encoding that the file is read in.'),
    complete: z
      .boolean()
      .nullable()
      .describe('false: the file ends in the middle of something; what came before was imported.'),
    links: count.describe('Links found so far.'),
    added: count,
    updated: count.describe('Known addresses that gained tags, folders, a title or an earlier date.'),
    unchanged: count.describe('Known addresses with nothing new.'),
    duplicates: count.describe('Addresses that occur again in the same file; merged with their first.'),
    skipped: count.describe('Links left out.'),
    skippedBecause: z.partialRecord(z.enum(urlRefusals), count),
  })
  .meta({ id: 'Import', description: 'An import: what it did so far with every link of the file.' });
export type Import = z.infer<typeof importSchema>;

/** The latest imports, newest first. */
export const importListSchema = z
  .object({ items: z.array(importSchema) })
  .meta({ id: 'ImportList', description: 'The latest imports, newest first.' });

/** Links that were left out, in the order of the file. */
export const leftOutPageSchema = z
  .object({
    items: z.array(leftOutSchema),
    next: z.int().nullable().describe('Give it back as `after` for the next page; null on the last one.'),
  })
  .meta({ id: 'LeftOutPage', description: 'Links that were left out, in the order of the file.' });
export type LeftOutPage = z.infer<typeof leftOutPageSchema>;

/** What may be asked of the links that were left out. */
export const leftOutQuerySchema = z.object({
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0).describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Links on a page.'),
});
export type LeftOutQuery = z.infer<typeof leftOutQuerySchema>;

import { z } from 'zod';
import { maxUrlLength, readUrl } from './url.ts';

const instant = z.iso.datetime();
const text = z.string().nullable();

/** What of a page may be asked for before it is a bookmark. */
export const previewQuerySchema = z.object({
  url: z
    .string()
    .max(maxUrlLength)
    .refine((value) => 'url' in readUrl(value), 'must be an http or https address')
    .describe('The address of the page.'),
});

/** What a page says of itself. */
export const previewSchema = z
  .object({
    url: z.string().describe('Where the page was read, after redirects.'),
    title: text,
    description: text,
    language: text.describe('A language tag: ja, en-GB.'),
    canonicalUrl: text,
    icon: text.describe('The address of a small picture of the site.'),
    image: text.describe('The address of a picture of the page.'),
  })
  .meta({ id: 'Preview', description: 'What a page says of itself; null where it says nothing.' });
export type Preview = z.infer<typeof previewSchema>;

/** What can be said of a link after it was visited. */
export const checkResults = ['ok', 'moved', 'broken', 'unknown'] as const;

const result = z
  .enum(checkResults)
  .nullable()
  .describe(
    'One failure breaks no link. unknown: alive, or not asked, and nothing more can be said; null: not known yet.',
  );
const status = z.int().nullable().describe('HTTP status of the last visit; null when there was no answer.');
const movedTo = text.describe('Where the page went for good.');

/** What is known of a bookmark's link. */
export const linkStateSchema = z
  .object({ result, status, movedTo, checkedAt: instant })
  .meta({ id: 'LinkState', description: 'A link as its last visit found it.' });

/** A link as it was found by a visit that somebody asked for. */
export const linkCheckSchema = z
  .object({
    result,
    status,
    movedTo,
    checkedAt: instant,
    dueAt: instant.describe('When it is visited again.'),
  })
  .meta({ id: 'LinkCheck', description: 'A link as it was just found, and when it is visited again.' });
export type LinkCheck = z.infer<typeof linkCheckSchema>;

/** A piece of a text. */
export const pageBlockSchema = z.object({
  kind: z.enum(['heading', 'paragraph', 'item', 'quote', 'code']),
  text: z.string(),
});

/** The readable text of a page, kept. */
export const savedPageSchema = z
  .object({
    savedAt: instant,
    url: z.string().describe('Where the page was read, after redirects.'),
    title: z.string(),
    byline: text,
    siteName: text,
    language: text,
    excerpt: z.string(),
    blocks: z.array(pageBlockSchema).describe('Its text in pieces, plain: nothing in it is HTML.'),
  })
  .meta({ id: 'SavedPage', description: 'The readable text of a page, kept.' });
export type SavedPage = z.infer<typeof savedPageSchema>;

/** A page that is to be kept. */
export const pageRequestSchema = z
  .object({
    state: z.enum(['waiting', 'failed']).describe('waiting: it is tried, and tried again.'),
    askedAt: instant,
    failure: text.describe('Why it cannot be kept.'),
  })
  .meta({ id: 'PageRequest', description: 'A page that somebody wants to keep and that is not kept yet.' });
export type PageRequest = z.infer<typeof pageRequestSchema>;

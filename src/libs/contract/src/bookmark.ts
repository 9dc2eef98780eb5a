import { z } from 'zod';
import { maxUrlLength, readUrl } from './url.ts';

const instant = z.iso.datetime().describe('An instant in UTC, with milliseconds.');
const folderPath = z.array(z.string()).describe('One folder as the path from the top: ["Work", "Japan"].');

/** A bookmark as the API shows it. */
export const bookmarkSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string().describe('May be empty: show the address then.'),
    description: z.string(),
    tags: z.array(z.string()),
    folders: z.array(folderPath).describe('Every folder that it lies in; none is a bookmark at the top.'),
    addedAt: instant.describe(
      'When its owner saved it first: the date of an imported file, or the time it was added here.',
    ),
    createdAt: instant,
    modifiedAt: instant,
  })
  .meta({ id: 'Bookmark', description: 'A bookmark.' });
export type Bookmark = z.infer<typeof bookmarkSchema>;

// PostgreSQL's text cannot hold U+0000, and its JSON no half of a surrogate pair
const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.replaceAll('\0', '').toWellFormed().trim());
const name = text(100).refine((value) => value !== '', 'must not be empty');

/** What adding a bookmark takes. An address that is there already is brought up to date. */
export const newBookmarkSchema = z
  .object({
    url: z
      .string()
      .max(maxUrlLength)
      .refine((value) => 'url' in readUrl(value), 'must be an http or https address')
      .transform((value) => value.trim().replace(/[\t\n\r]/g, '')),
    title: text(1000).default(''),
    description: text(20_000).default(''),
    tags: z.array(name).max(100).default([]),
    folders: z.array(z.array(name).min(1).max(20)).max(20).default([]),
  })
  .meta({ id: 'NewBookmark', description: 'A bookmark to add.' });
export type NewBookmark = z.infer<typeof newBookmarkSchema>;
export type NewBookmarkInput = z.input<typeof newBookmarkSchema>;

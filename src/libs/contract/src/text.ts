import { z } from 'zod';

/** What of a text the database can hold: PostgreSQL's knows no U+0000, and its JSON no half of a surrogate pair. */
export const storable = (value: string): string => value.replaceAll('\0', '').toWellFormed();

/** Text without white space around it, as the database can hold it. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => storable(value).trim());

/** A tag, or one folder of a path. */
export const nameSchema = text(100).refine((value) => value !== '', 'must not be empty');

/** The most folders that lie in one another. */
export const maxFolderDepth = 20;

/** One folder as the path from the top, as it comes in. */
export const folderPathSchema = z.array(nameSchema).min(1).max(maxFolderDepth);

/** An instant as it goes out. */
export const instantSchema = z.iso.datetime().describe('An instant in UTC, with milliseconds.');

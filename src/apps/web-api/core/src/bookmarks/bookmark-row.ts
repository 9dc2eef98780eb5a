import type { Bookmark } from '@bookmark-manager/contract';
import { z } from 'zod';

/** A row as Prisma reads it. */
export type Row = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly folders: unknown;
  readonly addedAt: Date;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
};

/** A row as the API shows it. */
export const toBookmark = (row: Row): Bookmark => ({
  id: row.id,
  url: row.url,
  title: row.title,
  description: row.description,
  tags: [...row.tags],
  folders: readFolders(row.folders),
  addedAt: row.addedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  modifiedAt: row.modifiedAt.toISOString(),
});

const foldersSchema = z.array(z.array(z.string()));

/** The column's JSON as paths. */
export const readFolders = (json: unknown): string[][] => foldersSchema.parse(json);

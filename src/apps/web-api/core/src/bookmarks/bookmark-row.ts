import type { Bookmark } from '@bookmark-manager/contract';
import { z } from 'zod';

/** A row as Prisma reads it. */
export type Row = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly folders: unknown;
  readonly unread: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
  readonly version: number;
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
  notes: row.notes,
  tags: [...row.tags],
  folders: readFolders(row.folders),
  unread: row.unread,
  archived: row.archived,
  shared: row.shared,
  version: row.version,
  addedAt: row.addedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  modifiedAt: row.modifiedAt.toISOString(),
});

const foldersSchema = z.array(z.array(z.string()));

/** The column's JSON as paths. */
export const readFolders = (json: unknown): string[][] => foldersSchema.parse(json);

import { type Bookmark, checkResults, iconPath, picturePath } from '@bookmark-manager/contract';
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
  readonly language: string | null;
  readonly icon: string | null;
  readonly pictureUrl: string | null;
  readonly checkedAt: Date | null;
  readonly checkResult: string | null;
  readonly checkStatus: number | null;
  readonly movedTo: string | null;
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
  language: row.language,
  icon: row.icon && iconPath(row.icon),
  picture: row.pictureUrl && picturePath(row.id),
  link: linkOf(row),
  version: row.version,
  addedAt: row.addedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  modifiedAt: row.modifiedAt.toISOString(),
});

const linkOf = ({ checkedAt, checkResult, checkStatus: status, movedTo }: Row): Bookmark['link'] => {
  if (checkedAt === null) return null;
  const result = checkResults.find((one) => one === checkResult) ?? null;
  return { result, status, movedTo, checkedAt: checkedAt.toISOString() };
};

const foldersSchema = z.array(z.array(z.string()));

/** The column's JSON as paths. */
export const readFolders = (json: unknown): string[][] => foldersSchema.parse(json);

import { derived } from '@bookmark-manager/prisma/derived';
import { z } from 'zod';
import type { Transaction } from '../bookmarks/turn.ts';
import type { UserId } from '../people/identity.ts';
import type { State } from './apply-change.ts';

/** How many rows are held in memory, and written by one statement. */
export const batchSize = 500;

const rowSchema = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  description: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  folders: z.array(z.array(z.string())),
  unread: z.boolean(),
  archived: z.boolean(),
  shared: z.boolean(),
  deleted: z.boolean(),
  taken: z.boolean(),
});

/** A bookmark as a change finds it. `taken`: it is deleted, and its address belongs to another one by now. */
export type ChangeRow = z.infer<typeof rowSchema>;

/** These bookmarks of somebody, deleted ones too, locked until the transaction ends. */
export const lockRows = async (tx: Transaction, who: UserId, ids: readonly string[]): Promise<readonly ChangeRow[]> =>
  z.array(rowSchema).parse(
    await tx.$queryRaw`
      SELECT id, url, title, description, notes, tags, folders, unread, archived, shared, deleted_at IS NOT NULL AS deleted,
        deleted_at IS NOT NULL AND EXISTS (
          SELECT FROM bookmarks AS o WHERE o.user_id = b.user_id AND o.url_key = b.url_key AND o.deleted_at IS NULL
        ) AS taken
      FROM bookmarks AS b WHERE user_id = ${who}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`,
  );

export const stateOf = ({ tags, folders, unread, archived, shared, deleted }: ChangeRow): State => ({
  tags,
  folders,
  unread,
  archived,
  shared,
  deleted,
});

/** What is written: the bookmark as it was found, and as it becomes. */
export type Written = { readonly row: ChangeRow; readonly next: State };

/** Writes all of them with one statement. The text that is searched is made anew only where its words change. */
export const writeRows = async (tx: Transaction, who: UserId, written: readonly Written[]): Promise<void> => {
  if (written.length === 0) return;
  const rows = written.map(({ row, next }) => ({ id: row.id, ...next, ...searched(row, next) }));
  await tx.$executeRaw`
    UPDATE bookmarks AS b
    SET tags = r.tags, folders = r.folders, search = coalesce(r.search, b.search), unread = r.unread, archived = r.archived,
        shared = r.shared, deleted_at = CASE WHEN r.deleted THEN coalesce(b.deleted_at, now()) END, version = b.version + 1,
        modified_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (id uuid, tags text[], folders jsonb, search text, unread boolean, archived boolean, shared boolean, deleted boolean)
    WHERE b.id = r.id AND b.user_id = ${who}::uuid`;
};

const searched = (row: ChangeRow, next: State) => {
  const same = JSON.stringify([row.tags, row.folders]) === JSON.stringify([next.tags, next.folders]);
  return same ? {} : derived({ ...row, tags: next.tags, folders: next.folders });
};

/** Lists in pieces that one statement takes. */
export const batches = <T>(values: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(values.length / batchSize) }, (_, at) =>
    values.slice(at * batchSize, (at + 1) * batchSize),
  );

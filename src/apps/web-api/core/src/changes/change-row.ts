import { type ChangeKind, changeKinds, type Change as Shown, undoDays } from '@bookmark-manager/contract';
import { z } from 'zod';
import type { Change } from './apply-change.ts';

/** A row of the table `changes`. */
export type Row = {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
  readonly before: unknown;
};

/** What is kept of a change as a whole: how many bookmarks it changed, and the tag that it renamed. */
const keptSchema = z.object({ bookmarks: z.int(), renamed: z.object({ from: z.string(), to: z.string() }).optional() });
export type Kept = z.infer<typeof keptSchema>;

export const readKept = (json: unknown): Kept => keptSchema.parse(json);

/** A row as the API shows it. */
export const toChange = (row: Row): Shown => ({
  id: row.id,
  kind: kindSchema.parse(row.kind),
  bookmarks: readKept(row.before).bookmarks,
  createdAt: row.createdAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoUntil: undoUntil(row.createdAt).toISOString(),
});

const kindSchema = z.enum(changeKinds);

/** The last moment at which a change can be undone. */
export const undoUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + undoDays * 86_400_000);

/** What a change is called: an edit that deletes is a deletion. */
export const kindOf = (change: Change): ChangeKind =>
  'edit' in change && change.edit.deleted ? 'delete' : change.kind;

import { z } from 'zod';
import { folderPathSchema, instantSchema, nameSchema, text } from './text.ts';

/** The most bookmarks that one request changes. */
export const maxBulk = 20_000;

/** For how many days a change can be undone. */
export const undoDays = 30;

const names = z.array(nameSchema).max(100);
const paths = z.array(folderPathSchema).max(20);

/** What is done to every one of many bookmarks: what is not named stays as it is. */
export const bulkChangeSchema = z
  .strictObject({
    addTags: names.optional(),
    removeTags: names.optional(),
    addFolders: paths.optional(),
    removeFolders: paths.optional(),
    folders: paths.optional().describe('Instead of all folders that it lay in; none moves it to the top.'),
    unread: z.boolean().optional(),
    archived: z.boolean().optional(),
    shared: z.boolean().optional(),
    deleted: z.literal(true).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something')
  .meta({ id: 'BulkChange', description: 'What is done to every one of many bookmarks.', minProperties: 1 });
export type BulkChange = z.infer<typeof bulkChangeSchema>;

/** Which bookmarks, and what becomes of them. */
export const bulkSchema = z
  .strictObject({
    ids: z.array(z.guid()).min(1).max(1000).optional(),
    query: text(1000).optional().describe('Every bookmark that a search for this finds; "" is all of them.'),
    change: bulkChangeSchema,
  })
  .refine(({ ids, query }) => (ids === undefined) !== (query === undefined), 'either ids or query')
  .meta({
    id: 'Bulk',
    description: 'A change of many bookmarks at once: those with these ids, or all that a query finds.',
  });

/** What a change is about. */
export const changeKinds = [
  'edit',
  'delete',
  'rename-tag',
  'merge-tags',
  'delete-tag',
  'move-folder',
  'delete-folder',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change of many bookmarks that was made. */
export const changeSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(changeKinds),
    bookmarks: z.int().min(0).describe('How many it changed.'),
    createdAt: instantSchema,
    undoneAt: instantSchema.nullable(),
    undoUntil: instantSchema.describe('Until when `POST /changes/{id}/undo` takes it back.'),
  })
  .meta({ id: 'Change', description: 'A change that was made, and can be undone for 30 days.' });
export type Change = z.infer<typeof changeSchema>;

/** What a request did; `change` is null when there was nothing to do. */
export const changedSchema = z
  .object({
    changed: z.int().min(0).describe('How many bookmarks are not as they were.'),
    change: changeSchema.nullable(),
  })
  .meta({ id: 'Changed', description: 'What a change of many bookmarks did.' });
export type Changed = z.infer<typeof changedSchema>;

/** What an undo did. */
export const undoneSchema = z
  .object({
    restored: z
      .int()
      .min(0)
      .describe('How many bookmarks are as they were before the change, but for what was edited since.'),
    skipped: z
      .int()
      .min(0)
      .describe('How many stay as they are: gone for good, or deleted and their address added again since.'),
  })
  .meta({ id: 'Undone', description: 'What an undo did.' });
export type Undone = z.infer<typeof undoneSchema>;

/** The latest changes. */
export const changesSchema = z
  .object({ items: z.array(changeSchema) })
  .meta({ id: 'Changes', description: 'The latest hundred changes that can be undone or were, newest first.' });
export type Changes = z.infer<typeof changesSchema>;

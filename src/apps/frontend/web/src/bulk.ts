import type { BulkChange } from '@bookmark-manager/contract';
import { foldersIn, tagsIn } from './edit/fields.ts';

/** What the form for several bookmarks can mark them as. */
export const marks = {
  read: { unread: false },
  unread: { unread: true },
  archived: { archived: true },
  unarchived: { archived: false },
  shared: { shared: true },
  private: { shared: false },
} as const satisfies Record<string, BulkChange>;
export type Mark = keyof typeof marks;

/** The change that a form for several bookmarks asks for; nothing when it asks for none. */
export const bulkChangeOf = (field: (name: string) => string): BulkChange | undefined => {
  if (field('deed') === 'delete') return { deleted: true };
  const [addTags, removeTags, addFolders] = [
    tagsIn(field('addTags')),
    tagsIn(field('removeTags')),
    foldersIn(field('addFolder')),
  ];
  const mark = field('mark');
  const change: BulkChange = {
    ...(addTags.length > 0 ? { addTags } : {}),
    ...(removeTags.length > 0 ? { removeTags } : {}),
    ...(addFolders.length > 0 ? { addFolders } : {}),
    ...(Object.hasOwn(marks, mark) ? marks[mark as Mark] : {}),
  };
  return Object.keys(change).length > 0 ? change : undefined;
};

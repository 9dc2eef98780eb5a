import type { Folder } from '@bookmark-manager/contract';
import { searchedFolder } from './search-text.ts';

/** Rows beside a page at most: the page of all folders has the others. */
const most = 40;

/** The folders to show beside a page: those at the top, and on the way to the one that is looked at what lies beside and below it. */
export const foldersBeside = (folders: readonly Folder[], q: string): readonly Folder[] => {
  const open = searchedFolder(q, folders)?.path ?? [];
  const isOpen = (path: readonly string[]): boolean => path.every((name, index) => name === open[index]);
  return folders.filter(({ path }) => isOpen(path.slice(0, -1))).slice(0, most);
};

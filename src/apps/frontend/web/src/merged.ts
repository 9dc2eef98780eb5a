import type { Bookmark, EditBookmark } from '@bookmark-manager/contract';
import { maxDescriptionLength, maxTags } from '@bookmark-manager/contract/limits';

/** Folders of one bookmark at most. */
const maxFolders = 20;

/**
 * What one of several duplicates takes over from the others, so that they can go: every tag and folder, and every text that it does not
 * have. It stays unread or archived only when all of them are.
 */
export const mergedInto = (kept: Bookmark, others: readonly Bookmark[]): EditBookmark => {
  const all = [kept, ...others];
  const first = (read: (one: Bookmark) => string): string => all.map(read).find((text) => text !== '') ?? '';
  return {
    title: first(({ title }) => title),
    description: first(({ description }) => description),
    notes: distinct(all.map(({ notes }) => notes).filter((text) => text !== ''))
      .join('\n\n')
      .slice(0, maxDescriptionLength),
    tags: distinct(all.flatMap(({ tags }) => tags)).slice(0, maxTags),
    folders: distinct(all.flatMap(({ folders }) => folders.map((path) => JSON.stringify(path))))
      .slice(0, maxFolders)
      .map((path): string[] => JSON.parse(path)),
    unread: all.every(({ unread }) => unread),
    archived: all.every(({ archived }) => archived),
  };
};

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

import type { Bookmark, NewBookmark } from '@bookmark-manager/contract';
import { searchText, urlKey } from '@bookmark-manager/prisma/derived';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import { type Row, readFolders, toBookmark } from './bookmark-row.ts';
import { merge } from './merge.ts';

/** Somebody's bookmarks in the database, one by one. */
@Injectable()
export class BookmarkStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Adds a bookmark, or brings the one with this address up to date: what is given replaces, tags and folders are united. */
  async add(who: UserId, given: NewBookmark): Promise<{ readonly bookmark: Bookmark; readonly isNew: boolean }> {
    const database = await this.#database.client();
    const key = urlKey(given.url);
    const content = { ...given, search: searchText(given) };
    const { count } = await database.bookmark.createMany({
      data: [{ ...content, userId: who, urlKey: key }],
      skipDuplicates: true,
    });
    const row = await database.bookmark.findFirstOrThrow({ where: { userId: who, urlKey: key, deletedAt: null } });
    if (count === 1) return { bookmark: toBookmark(row), isNew: true };
    const next = updated(row, given);
    const saved = await database.bookmark.update({
      where: { id: row.id, userId: who },
      data: { ...next, search: searchText(next), modifiedAt: new Date() },
    });
    return { bookmark: toBookmark(saved), isNew: false };
  }

  /** @returns whether there was such a bookmark */
  async remove(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.bookmark.deleteMany({ where: { id, userId: who } });
    return count > 0;
  }
}

const updated = (row: Row, given: NewBookmark) => {
  const known = {
    title: given.title,
    description: given.description,
    tags: row.tags,
    folders: readFolders(row.folders),
    addedAt: null,
  };
  const { title, description, tags, folders } = merge(known, { ...row, ...pick(given), addedAt: null });
  return { url: row.url, title, description, tags: [...tags], folders: folders.map((path) => [...path]) };
};

const pick = ({ tags, folders }: NewBookmark) => ({ tags, folders });

import type { Bookmark, EditBookmark, NewBookmark } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change-store.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { type Row, toBookmark } from './bookmark-row.ts';
import { mayChange } from './etag.ts';
import { otherWith, sameAddress } from './same-address.ts';
import { inTurn, type Transaction } from './turn.ts';
import { addedAgain, editedRow, newRow } from './update.ts';

/** Writes somebody's bookmarks, one at a time. */
@Injectable()
export class BookmarkWriter {
  readonly #database: LazyDatabase;
  readonly #changes: ChangeStore;

  constructor(database: LazyDatabase, changes: ChangeStore) {
    this.#database = database;
    this.#changes = changes;
  }

  /** Adds a bookmark, or brings the one with this address, or one that means the same, up to date. */
  async add(who: UserId, given: NewBookmark): Promise<{ readonly bookmark: Bookmark; readonly isNew: boolean }> {
    const database = await this.#database.client();
    return inTurn(database, who, async (tx) => {
      const known = await sameAddress(tx, who, given.url);
      if (known !== null)
        return { bookmark: toBookmark(await save(tx, who, known, addedAgain(known, given))), isNew: false };
      // its page is visited as soon as the next batch begins: what it says of itself fills what is empty
      const data = { userId: who, ...newRow(given), checkDueAt: new Date() };
      const added = await tx.bookmark.create({ data, omit });
      return { bookmark: toBookmark(added), isNew: true };
    });
  }

  /**
   * Changes the fields that are named.
   * @throws ProblemError when it is not there, was changed since, or its new address belongs to another one
   */
  async edit(who: UserId, id: string, edit: EditBookmark, ifMatch?: string): Promise<Bookmark> {
    const database = await this.#database.client();
    return inTurn(database, who, async (tx) => {
      const row = await unchanged(tx, who, id, ifMatch);
      const other = edit.url === undefined || edit.url === row.url ? null : await otherWith(tx, who, row, edit.url);
      if (other !== null)
        throw new ProblemError('conflict', 'url: belongs to another bookmark', [
          { path: 'url', message: `belongs to ${other}` },
        ]);
      return toBookmark(await save(tx, who, row, edit));
    });
  }

  /**
   * Deletes a bookmark; it is kept for as long as that can be undone.
   * @returns the id of the change
   * @throws ProblemError when it is not there or was changed since
   */
  async remove(who: UserId, id: string, ifMatch?: string): Promise<string> {
    const { change } = await this.#changes.make(who, { kind: 'delete', edit: { deleted: true } }, async (tx) => {
      await unchanged(tx, who, id, ifMatch);
      return [id];
    });
    if (change === null) throw noSuchBookmark();
    return change.id;
  }
}

/** The text that is searched is only written. */
const omit = { search: true } as const;

const noSuchBookmark = () => new ProblemError('not-found', 'There is no such bookmark');

const unchanged = async (tx: Transaction, who: UserId, id: string, ifMatch: string | undefined): Promise<Row> => {
  const row = await tx.bookmark.findFirst({ where: { id, userId: who, deletedAt: null }, omit });
  if (row === null) throw noSuchBookmark();
  if (!mayChange(ifMatch, row.version))
    throw new ProblemError('precondition-failed', `It is version ${row.version} now: read it again`);
  return row;
};

const save = async (tx: Transaction, who: UserId, row: Row, edit: EditBookmark): Promise<Row> => {
  const now = new Date();
  const data = editedRow(row, edit, now);
  if (data === null) return row;
  return tx.bookmark.update({
    where: { id: row.id, userId: who },
    data: { ...data, version: { increment: 1 }, modifiedAt: now },
    omit,
  });
};

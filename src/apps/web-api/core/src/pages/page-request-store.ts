import type { PageRequest } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';

/** Pages that somebody wants kept, until they are. In the database, wherever the pages are kept: a wish is not lost while that is away. */
@Injectable()
export class PageRequestStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Where somebody's bookmark leads; undefined when there is no such bookmark. */
  async urlOf(who: UserId, bookmarkId: string): Promise<string | undefined> {
    const database = await this.#database.client();
    const where = { id: bookmarkId, userId: who, deletedAt: null };
    return (await database.bookmark.findFirst({ where, select: { url: true } }))?.url;
  }

  /** Notes that a page is wanted, from now on; one that failed is wanted anew. The bookmark must be theirs. */
  async ask(who: UserId, bookmarkId: string, now: Date): Promise<PageRequest> {
    const database = await this.#database.client();
    const asked = { askedAt: now, failure: null };
    const row = await database.pageRequest.upsert({
      where: { bookmarkId, userId: who },
      create: { bookmarkId, userId: who, ...asked },
      update: asked,
    });
    return shown(row);
  }

  async find(who: UserId, bookmarkId: string): Promise<PageRequest | undefined> {
    const database = await this.#database.client();
    const row = await database.pageRequest.findFirst({ where: { bookmarkId, userId: who } });
    return row === null ? undefined : shown(row);
  }

  /** Notes why a page cannot be kept: it is not tried any more. */
  async fail(who: UserId, bookmarkId: string, failure: string): Promise<void> {
    const database = await this.#database.client();
    await database.pageRequest.updateMany({ where: { bookmarkId, userId: who }, data: { failure } });
  }

  /** The page is kept, or not wanted any more. */
  async settle(who: UserId, bookmarkId: string): Promise<void> {
    const database = await this.#database.client();
    await database.pageRequest.deleteMany({ where: { bookmarkId, userId: who } });
  }
}

const shown = (row: { readonly askedAt: Date; readonly failure: string | null }): PageRequest => ({
  state: row.failure === null ? 'waiting' : 'failed',
  askedAt: row.askedAt.toISOString(),
  failure: row.failure,
});

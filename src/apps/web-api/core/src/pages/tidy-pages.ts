import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { userId } from '../people/identity-store.ts';
import { PageStores } from './store/page-stores.ts';

const BATCH = 200;

/** Forgets pages whose bookmarks are gone for good: in MongoDB nothing else would. */
@Injectable()
export class TidyPages {
  readonly #database: LazyDatabase;
  readonly #stores: PageStores;

  constructor(database: LazyDatabase, stores: PageStores) {
    this.#database = database;
    this.#stores = stores;
  }

  /** @returns how many were forgotten */
  async run(signal: AbortSignal): Promise<number> {
    const [database, store] = [await this.#database.client(), await this.#stores.open()];
    let forgotten = 0;
    let after: string | null = null;
    for (;;) {
      signal.throwIfAborted();
      const kept = await store.list(after, BATCH);
      if (kept.length === 0) return forgotten;
      // one that can still be undone is a row
      const ids = kept.map(({ bookmarkId }) => bookmarkId);
      const rows = await database.bookmark.findMany({ where: { id: { in: ids } }, select: { id: true } });
      const there = new Set(rows.map(({ id }) => id));
      for (const { bookmarkId, userId: owner } of kept)
        if (!there.has(bookmarkId) && (await store.remove(userId(owner), bookmarkId))) forgotten += 1;
      after = ids.at(-1) ?? null;
    }
  }
}

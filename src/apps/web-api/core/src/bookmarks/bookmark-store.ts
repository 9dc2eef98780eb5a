import type { Bookmark, Check, Duplicates, DuplicatesQuery } from '@bookmark-manager/contract';
import { normalUrl } from '@bookmark-manager/prisma/derived';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { toBookmark } from './bookmark-row.ts';
import { sameAddress } from './same-address.ts';

/** Somebody's bookmarks in the database, one by one, and those that are one too many. */
@Injectable()
export class BookmarkStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** @throws ProblemError when there is no such bookmark */
  async read(who: UserId, id: string): Promise<Bookmark> {
    const database = await this.#database.client();
    const row = await database.bookmark.findFirst({
      where: { id, userId: who, deletedAt: null },
      omit: { search: true },
    });
    if (row === null) throw new ProblemError('not-found', 'There is no such bookmark');
    return toBookmark(row);
  }

  /** Whether an address is known, in any spelling. */
  async check(who: UserId, url: string): Promise<Check> {
    const known = await sameAddress(await this.#database.client(), who, url);
    return { normalUrl: normalUrl(url), bookmark: known && toBookmark(known) };
  }

  /** Groups of bookmarks whose addresses mean the same. The cursor is the key of a group: groups have no other order. */
  async duplicates(who: UserId, { cursor = '', limit }: DuplicatesQuery): Promise<Duplicates> {
    const database = await this.#database.client();
    const keys = await database.$queryRaw<{ key: string }[]>`
      SELECT normal_key AS key FROM bookmarks
      WHERE user_id = ${who}::uuid AND deleted_at IS NULL AND normal_key > ${cursor}
      GROUP BY normal_key HAVING count(*) > 1 ORDER BY normal_key LIMIT ${limit + 1}`;
    const page = keys.slice(0, limit).map(({ key }) => key);
    const groups = await Promise.all(
      page.map((normalKey) =>
        database.bookmark.findMany({
          where: { userId: who, deletedAt: null, normalKey },
          orderBy: [{ addedAt: 'asc' }, { number: 'asc' }],
          take: 100,
          omit: { search: true },
        }),
      ),
    );
    return {
      items: groups.map((rows) => ({ normalUrl: normalUrl(rows[0]?.url ?? ''), bookmarks: rows.map(toBookmark) })),
      nextCursor: keys.length > limit ? (page.at(-1) ?? null) : null,
    };
  }
}

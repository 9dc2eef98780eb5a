import type { BookmarkPage, FoundBookmark, ListQuery } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { type Row, toBookmark } from '../bookmarks/bookmark-row.ts';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import { type Asked, askedOf } from './asked.ts';
import { levels } from './conditions.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { markerOf } from './marks/marker.ts';
import { readQuery } from './read-query.ts';
import { numbered, type Sql } from './sql.ts';
import { firstStatement, levelStatement } from './statements.ts';

/** A row of a page, and how good a hit it is; null where that is not asked. */
type Found = Row & { readonly level: Cursor['level'] };

/** Somebody's bookmarks, page by page: all of them, or those that a search finds. */
@Injectable()
export class SearchStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /**
   * One page. A cursor is a place in the order, not a count: rows that are added meanwhile neither repeat nor hide others.
   * @throws ProblemError for a query that cannot be read and for a cursor of another order
   */
  async list(who: UserId, { q, sort, cursor, limit }: ListQuery): Promise<BookmarkPage> {
    const query = readQuery(q);
    const asked = askedOf(who, query);
    const isRanked = asked.isRanked && sort !== 'newest';
    const place = cursor === undefined ? undefined : readCursor(cursor, isRanked);
    const rows = await (isRanked ? this.#best(asked, place, limit + 1) : this.#newest(asked, place, limit + 1));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const mark = markerOf(query);
    return {
      items: items.map((row): FoundBookmark => ({ ...toBookmark(row), ...mark(row) })),
      nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
    };
  }

  async #newest(asked: Asked, place: Cursor | undefined, limit: number): Promise<readonly Found[]> {
    const rows = await this.#rows<Row>(levelStatement(asked, undefined, place, limit));
    return rows.map((row) => ({ ...row, level: null }));
  }

  /** The best first. The first page is mostly one statement; what that cannot tell, and later pages, are taken level by level. */
  async #best(asked: Asked, place: Cursor | undefined, limit: number): Promise<readonly Found[]> {
    if (place === undefined) {
      const first = await this.#rows<Found & { readonly isWhole: boolean }>(firstStatement(asked, limit));
      if (first[0]?.isWhole) return first.filter(({ id }) => id !== null);
    }
    const begin = place?.level ?? 0;
    const found: Found[] = [];
    for (const level of levels.filter((one) => one >= begin)) {
      const after = level === begin ? place : undefined;
      const rows = await this.#rows<Row>(levelStatement(asked, level, after, limit - found.length));
      found.push(...rows.map((row) => ({ ...row, level })));
      if (found.length === limit) break;
    }
    return found;
  }

  async #rows<Of>(statement: Sql): Promise<readonly Of[]> {
    const database = await this.#database.client();
    // the text holds no value of a caller: see `sql`
    return database.$queryRawUnsafe<Of[]>(numbered(statement), ...statement.values);
  }
}

import type { LinkdingBookmark } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import { askedOf, everyHit } from '../search/asked.ts';
import type { Query } from '../search/language/query.ts';
import { join, numbered, type Sql, sql } from '../search/sql.ts';
import { everyShared } from '../sharing/shared-store.ts';
import type { ListAsked, Order } from './list-query.ts';
import { readLinkdingQuery } from './query.ts';
import { type Row, toLinkding } from './to-linkding.ts';

export type Listed = { readonly count: number; readonly results: readonly LinkdingBookmark[] };

/** Lists of bookmarks with a count, in any order and from any place, as linkding's clients ask for them. */
@Injectable()
export class LinkdingLists {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Somebody's own, archived ones or the others. */
  async own(who: UserId, asked: ListAsked, { archived }: { readonly archived: boolean }): Promise<Listed> {
    const where = await this.#where(who, asked, archived);
    const [count, results] = await Promise.all([
      where === null
        ? this.#tally(who, asked, archived)
        : this.#count(sql`SELECT count(*)::int AS count FROM bookmarks WHERE ${where}`),
      this.#rows(sql`
        SELECT ${columns} FROM bookmarks AS b
        WHERE ${where ?? everyHit(askedOf(who, alsoArchived({ kind: 'all' }, archived)))} AND ${filtered(asked)}
        ORDER BY ${ordered(asked.sort)} LIMIT ${asked.limit} OFFSET ${asked.offset}`),
    ]);
    return { count, results };
  }

  /** What everybody here shares. */
  async shared(asked: ListAsked): Promise<Listed> {
    const user = asked.user === '' ? sql`true` : sql`lower(u.name) = lower(${asked.user})`;
    const from = sql`FROM bookmarks AS b JOIN users AS u ON u.id = b.user_id WHERE ${everyShared(asked)} AND ${user} AND ${since(asked)}`;
    const [count, results] = await Promise.all([
      this.#count(sql`SELECT count(*)::int AS count ${from}`),
      this.#rows(
        sql`SELECT ${columns} ${from} ORDER BY ${ordered(asked.sort)} LIMIT ${asked.limit} OFFSET ${asked.offset}`,
      ),
    ]);
    // notes are not for others
    return { count, results: results.map((one) => ({ ...one, notes: '' })) };
  }

  /** Null when only the kind of bookmark is asked for: those are counted already. */
  async #where(who: UserId, asked: ListAsked, archived: boolean): Promise<Sql | null> {
    const bundle = asked.bundle === null ? '' : await this.#bundle(who, asked.bundle);
    if (asked.q.trim() === '' && bundle === '' && asked.added_since === null && asked.modified_since === null)
      return null;
    const query: Query = {
      kind: 'and',
      of: [asked.q, bundle].map(readLinkdingQuery).filter(({ kind }) => kind !== 'all'),
    };
    return sql`${everyHit(askedOf(who, alsoArchived(query, archived)))} AND ${filtered(asked)}`;
  }

  async #bundle(who: UserId, number: number): Promise<string> {
    const database = await this.#database.client();
    const found = await database.search.findFirst({ where: { userId: who, number }, select: { query: true } });
    return found?.query ?? '';
  }

  async #tally(who: UserId, { unread, shared }: ListAsked, archived: boolean): Promise<number> {
    const database = await this.#database.client();
    const where = {
      userId: who,
      archived,
      ...(unread === null ? {} : { unread }),
      ...(shared === null ? {} : { shared }),
    };
    const { _sum } = await database.tally.aggregate({ where, _sum: { count: true } });
    return _sum.count ?? 0;
  }

  async #count(statement: Sql): Promise<number> {
    const database = await this.#database.client();
    // the text holds no value of a caller: see `sql`
    const [row] = await database.$queryRawUnsafe<{ count: number }[]>(numbered(statement), ...statement.values);
    return row?.count ?? 0;
  }

  async #rows(statement: Sql): Promise<readonly LinkdingBookmark[]> {
    const database = await this.#database.client();
    const rows = await database.$queryRawUnsafe<Row[]>(numbered(statement), ...statement.values);
    return rows.map(toLinkding);
  }
}

const columns = sql`b.number, b.url, b.title, b.description, b.notes, b.tags, b.unread, b.archived, b.shared,
  b.added_at AS "addedAt", b.modified_at AS "modifiedAt"`;

/** A query in the archive, or outside of it whatever it says of the archive. */
const alsoArchived = (query: Query, archived: boolean): Query => {
  const state: Query = { kind: 'is', state: 'archived' };
  const parts = query.kind === 'and' ? query.of : [query];
  return {
    kind: 'and',
    of: [...parts.filter(({ kind }) => kind !== 'all'), archived ? state : { kind: 'not', of: state }],
  };
};

const filtered = (asked: ListAsked): Sql =>
  join(
    [
      asked.unread === null ? sql`true` : sql`unread = ${asked.unread}`,
      asked.shared === null ? sql`true` : sql`shared = ${asked.shared}`,
      since(asked),
    ],
    sql` AND `,
  );

const since = ({ added_since, modified_since }: ListAsked): Sql => sql`
  ${added_since === null ? sql`true` : sql`added_at > ${added_since.toISOString()}::timestamptz`}
  AND ${modified_since === null ? sql`true` : sql`modified_at > ${modified_since.toISOString()}::timestamptz`}`;

const ordered = ([by, way]: Order): Sql => {
  const down = way === 'desc' ? sql`DESC` : sql`ASC`;
  if (by === 'title') return sql`lower(coalesce(nullif(b.title, ''), b.url)) ${down}, b.id ${down}`;
  return by === 'added' ? sql`b.added_at ${down}, b.id ${down}` : sql`b.modified_at ${down}, b.id ${down}`;
};

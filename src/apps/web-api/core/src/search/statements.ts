import { type Asked, just } from './asked.ts';
import { type Level, toSql } from './conditions.ts';
import { type Sql, sql } from './sql.ts';

/** A place in a list, newest first, and equal moments by id. */
export type Place = { readonly addedAt: Date; readonly id: string };

/** What a page of the list is made of, as Prisma would name it. */
const columns = sql`b.id, b.number, b.url, b.title, b.description, b.notes, b.tags, b.folders, b.unread, b.archived, b.shared, b.version,
  b.site, b.added_at AS "addedAt", b.created_at AS "createdAt", b.modified_at AS "modifiedAt", b.deleted_at AS "deletedAt",
  b.checked_at AS "checkedAt", b.check_result AS "checkResult", b.check_status AS "checkStatus", b.moved_to AS "movedTo",
  b.fetched_at AS "fetchedAt", b.language, b.icon, b.canonical_url AS "canonicalUrl", b.picture_url AS "pictureUrl"`;

const newestFirst = sql`ORDER BY added_at DESC, id DESC`;

const beyond = (place: Place | undefined): Sql =>
  place ? sql`(added_at, id) < (${place.addedAt.toISOString()}::timestamptz, ${place.id}::uuid)` : sql`true`;

/** The next rows of a list that asks for no words. */
export const listStatement = ({ scope }: Asked, after: Place | undefined, limit: number): Sql =>
  sql`SELECT ${columns} FROM bookmarks b WHERE ${scope} AND ${beyond(after)} ${newestFirst} LIMIT ${limit}`;

/** What a condition may look at. */
const looked = sql`id, added_at, terms, search, tags, unread, archived, shared, check_result`;

/** How far the list is walked before the index is asked for all hits. */
const walked = 1500;

/**
 * The next rows of one level of hits (or of all, without a level). What is common fills a page within the newest rows of the list, which are
 * walked through first; what is not is taken from the index, all of it (MATERIALIZED: or the planner would walk on to the end), and sorted.
 */
export const levelStatement = (
  asked: Asked,
  level: Level | undefined,
  after: Place | undefined,
  limit: number,
): Sql => {
  const of = asked.level;
  if (of === undefined) return listStatement(asked, after, limit);
  const holds = level === undefined ? toSql(of(2)) : just(level, of);
  return sql`
    WITH walk AS MATERIALIZED (
      SELECT id, added_at FROM (
        SELECT ${looked} FROM bookmarks WHERE ${asked.scope} AND ${beyond(after)} ${newestFirst} LIMIT ${walked}
      ) AS newest WHERE ${holds} ${newestFirst} LIMIT ${limit}
    ), page AS (SELECT count(*) = ${limit}::int AS filled FROM walk),
    found AS MATERIALIZED (
      SELECT id, added_at FROM bookmarks
      WHERE ${asked.scope} AND ${beyond(after)} AND ${holds} AND NOT (SELECT filled FROM page)
    ),
    hits AS (
      SELECT * FROM walk WHERE (SELECT filled FROM page)
      UNION ALL (SELECT * FROM found ${newestFirst} LIMIT ${limit})
    )
    SELECT ${columns} FROM hits JOIN bookmarks b ON b.id = hits.id ORDER BY hits.added_at DESC, hits.id DESC`;
};

/** Hits that are sorted all together: above this they are taken level by level. */
export const fewHits = 5000;
/** So many hits among the newest rows, and there are more than a few in all. */
const common = 75;

/**
 * The best rows of a search. Where the newest rows of the list fill the page with hits of the best level, those; where there are few hits, all of
 * them from the index, sorted; else none, and `isWhole` is false.
 */
export const firstStatement = (asked: Asked, limit: number): Sql => {
  const of = asked.level;
  if (of === undefined) throw new Error('there is nothing to rank by');
  const level = sql`CASE WHEN ${toSql(of(0))} THEN 0 WHEN ${toSql(of(1))} THEN 1 ELSE 2 END`;
  return sql`
    WITH walk AS MATERIALIZED (
      SELECT id, added_at, ${level} AS level FROM (
        SELECT ${looked} FROM bookmarks WHERE ${asked.scope} ${newestFirst} LIMIT ${walked}
      ) AS newest WHERE ${toSql(of(2))}
    ), seen AS (
      SELECT count(*) FILTER (WHERE level = 0) >= ${limit}::int AS filled, count(*) >= ${common}::int AS common FROM walk
    ), few AS MATERIALIZED (
      SELECT id, added_at, ${level} AS level FROM bookmarks
      WHERE ${asked.scope} AND ${toSql(of(2))} AND NOT (SELECT filled OR common FROM seen) LIMIT ${fewHits + 1}
    ), whole AS (
      SELECT filled OR NOT common AND (SELECT count(*) <= ${fewHits}::int FROM few) AS "isWhole" FROM seen
    ), best AS (
      SELECT * FROM (SELECT * FROM walk WHERE (SELECT filled FROM seen) UNION ALL SELECT * FROM few) AS hits
      WHERE (SELECT "isWhole" FROM whole) ORDER BY level, added_at DESC, id DESC LIMIT ${limit}
    )
    SELECT whole."isWhole", best.level, ${columns}
    FROM whole LEFT JOIN best ON true LEFT JOIN bookmarks b ON b.id = best.id
    ORDER BY best.level, best.added_at DESC, best.id DESC`;
};

import type { UserId } from '../people/identity.ts';
import { type Condition, combined, conditionOf, type Level, levels, opposite, toSql } from './conditions.ts';
import { type Query, someOf } from './language/query.ts';
import { join, type Sql, sql } from './sql.ts';

/**
 * A search, made ready for the database: whose and which rows at all (`scope`: what a walk through the list can check at once), and what the
 * words say (`level`: how good a hit has to be; undefined where there is nothing to say).
 */
export type Asked = {
  readonly scope: Sql;
  readonly level: ((level: Level) => Condition) | undefined;
  /** Whether some hits are better than others. */
  readonly isRanked: boolean;
};

/** Somebody's bookmarks that a query asks for. What is archived is only found when the query speaks of it. */
export const askedOf = (who: UserId, query: Query): Asked => {
  const parts = query.kind === 'and' ? query.of : [query];
  const [cheap, dear] = [parts.filter(isCheap), parts.filter((part) => !isCheap(part))];
  const speaksOfArchive = someOf(query, (part) => part.kind === 'is' && part.state === 'archived');
  const scope = [
    sql`user_id = ${who}::uuid`,
    sql`deleted_at IS NULL`,
    ...(speaksOfArchive ? [] : [sql`NOT archived`]),
    ...cheap.map((part) => toSql(conditionOf(part, 2))),
  ];
  const words: Query = { kind: 'and', of: dear };
  return {
    scope: join(scope, sql` AND `),
    level: dear.length === 0 ? undefined : (level) => conditionOf(words, level),
    isRanked: hasWords(query),
  };
};

/** Whether words are looked for, not only left out. */
const hasWords = (query: Query): boolean => {
  if (query.kind === 'and' || query.kind === 'or') return query.of.some(hasWords);
  return query.kind === 'words';
};

/** What a column says: no text is read for it. */
const isCheap = (query: Query): boolean => !someOf(query, ({ kind }) => dearKinds.has(kind));
const dearKinds: ReadonlySet<Query['kind']> = new Set(['words', 'tag', 'folder', 'site', 'nothing']);

/** The rows that are as good as `level` and no better. */
export const just = (level: Level, of: (level: Level) => Condition): Sql => {
  const better = levels[level - 1];
  return toSql(better === undefined ? of(level) : combined('and', [of(level), opposite(of(better))]));
};

/** The condition for every hit, however good. */
export const everyHit = ({ scope, level }: Asked): Sql => (level ? sql`${scope} AND ${toSql(level(2))}` : scope);

import { maxBulk } from '@bookmark-manager/contract';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { askedOf, everyHit } from '../search/asked.ts';
import { readQuery } from '../search/read-query.ts';
import { numbered, sql } from '../search/sql.ts';
import type { Select } from './change-store.ts';

/** Everything that a search finds. @throws ProblemError for a query that cannot be read, or that finds more than one change may touch */
export const found = (who: UserId, query: string): Select => {
  const hits = sql`SELECT id FROM bookmarks WHERE ${everyHit(askedOf(who, readQuery(query)))} ORDER BY id LIMIT ${maxBulk + 1}`;
  return async (tx) => {
    // the text holds no value of a caller: see `sql`
    const rows = await tx.$queryRawUnsafe<Ids>(numbered(hits), ...hits.values);
    if (rows.length > maxBulk)
      throw new ProblemError('too-many', `The query finds more than ${maxBulk} bookmarks: narrow it`);
    return ids(rows);
  };
};

/** Everything that has a tag. */
export const tagged =
  (who: UserId, name: string): Select =>
  async (tx) =>
    ids(
      await tx.$queryRaw<Ids>`
      SELECT id FROM bookmarks
      WHERE user_id = ${who}::uuid AND deleted_at IS NULL AND tags @> ARRAY[${name}]::text[] ORDER BY id`,
    );

/** Everything that may lie in a folder or below it: whatever has all the steps of its path somewhere in one of its own. */
export const inFolder =
  (who: UserId, path: readonly string[]): Select =>
  async (tx) =>
    ids(
      await tx.$queryRaw<Ids>`
      SELECT id FROM bookmarks
      WHERE user_id = ${who}::uuid AND deleted_at IS NULL AND folders @> ${JSON.stringify([path])}::jsonb ORDER BY id`,
    );

type Ids = readonly { readonly id: string }[];
const ids = (rows: Ids): readonly string[] => rows.map(({ id }) => id);

import type { Changed, Tag } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change-store.ts';
import { tagged } from '../changes/select.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';

/** Somebody's tags: the rows count, the bookmarks have them. */
@Injectable()
export class TagStore {
  readonly #database: LazyDatabase;
  readonly #changes: ChangeStore;

  constructor(database: LazyDatabase, changes: ChangeStore) {
    this.#database = database;
    this.#changes = changes;
  }

  /**
   * All tags by name, or the `top` that most bookmarks have, as the JSON of `Tags`: the database writes it, since reading thousands of rows only to write them again takes longer
   * than the rest of the request.
   */
  async listJson(
    who: UserId,
    { unused, top }: { readonly unused: boolean; readonly top?: number | undefined },
  ): Promise<string> {
    const database = await this.#database.client();
    const [row] = await database.$queryRaw<{ json: string }[]>`
      SELECT '{"items":' || coalesce(json_agg(json_build_object('id', id, 'name', name, 'count', count, 'createdAt',
        to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY lower(name), name)::text, '[]') || '}' AS json
      FROM (
        SELECT id, name, count, created_at FROM tags WHERE user_id = ${who}::uuid AND (count > 0 OR ${unused})
        ORDER BY CASE WHEN ${top ?? null}::int IS NULL THEN 0 ELSE count END DESC, lower(name), name
        LIMIT ${top ?? null}::int
      ) AS wanted`;
    return row?.json ?? '{"items":[]}';
  }

  /** @throws ProblemError when there is no such tag */
  async read(who: UserId, id: number): Promise<Tag> {
    const database = await this.#database.client();
    const row = await database.tag.findFirst({ where: { id, userId: who } });
    if (row === null) throw new ProblemError('not-found', 'There is no such tag');
    return { id: Number(row.id), name: row.name, count: row.count, createdAt: row.createdAt.toISOString() };
  }

  /** @throws ProblemError when there is no such tag, or bookmarks have one of the new name */
  async rename(who: UserId, id: number, name: string): Promise<Changed> {
    const tag = await this.read(who, id);
    const database = await this.#database.client();
    const other = await database.tag.findFirst({ where: { userId: who, name, count: { gt: 0 }, id: { not: id } } });
    if (other) throw new ProblemError('conflict', `There is a tag of that name: merge this one into ${other.id}`);
    return this.#changes.make(who, { kind: 'rename-tag', tags: [tag.name], into: name }, tagged(who, tag.name));
  }

  /** @throws ProblemError when one of the tags is not there, or both are one */
  async merge(who: UserId, id: number, into: number): Promise<Changed> {
    if (id === into) throw new ProblemError('conflict', 'A tag cannot be merged into itself');
    const [tag, other] = [await this.read(who, id), await this.read(who, into)];
    return this.#changes.make(who, { kind: 'merge-tags', tags: [tag.name], into: other.name }, tagged(who, tag.name));
  }

  /** @throws ProblemError when there is no such tag */
  async remove(who: UserId, id: number): Promise<Changed> {
    const tag = await this.read(who, id);
    return this.#changes.make(who, { kind: 'delete-tag', tags: [tag.name], into: null }, tagged(who, tag.name));
  }
}

import type { LinkdingTag } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { takeTurn } from '../bookmarks/turn.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import type { Page } from './list-query.ts';

/** Tags as linkding's clients read them: those without a bookmark, too. */
@Injectable()
export class LinkdingTags {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** `results` is JSON: the database writes it, since clients ask for all tags at once. */
  async list(who: UserId, { limit, offset }: Page): Promise<{ readonly count: number; readonly results: string }> {
    const database = await this.#database.client();
    const [row] = await database.$queryRaw<{ count: number; results: string }[]>`
      SELECT (SELECT count(*)::int FROM tags WHERE user_id = ${who}::uuid) AS count,
        (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'date_added',
          to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')::text
        FROM (SELECT id, name, created_at FROM tags WHERE user_id = ${who}::uuid
              ORDER BY lower(name), name LIMIT ${limit} OFFSET ${offset}) AS page) AS results`;
    return row ?? { count: 0, results: '[]' };
  }

  /** @throws ProblemError when somebody has no such tag */
  async read(who: UserId, id: number): Promise<LinkdingTag> {
    const database = await this.#database.client();
    const row = await database.tag.findFirst({ where: { id, userId: who } });
    if (row === null) throw new ProblemError('not-found', 'No Tag matches the given query.');
    return toTag(row);
  }

  /** The tag of this name: a new one, or the one that is there. */
  async add(who: UserId, name: string): Promise<LinkdingTag> {
    const database = await this.#database.client();
    return database.$transaction(async (tx) => {
      await takeTurn(tx, who);
      await tx.tag.createMany({ data: [{ userId: who, name }], skipDuplicates: true });
      return toTag(await tx.tag.findFirstOrThrow({ where: { userId: who, name } }));
    });
  }
}

const toTag = (row: { readonly id: bigint; readonly name: string; readonly createdAt: Date }): LinkdingTag => ({
  id: Number(row.id),
  name: row.name,
  date_added: row.createdAt.toISOString(),
});

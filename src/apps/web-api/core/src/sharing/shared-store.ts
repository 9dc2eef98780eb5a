import type { SharedBookmark, SharedPage, SharedQuery } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { readCursor, writeCursor } from '../search/cursor.ts';
import { join, numbered, type Sql, sql } from '../search/sql.ts';

/**
 * What people here share with one another: the one place where rows of others are read. Whoever asks is signed in; what is not marked as
 * shared, notes and folders never come out of it, nor what somebody shared who may not sign in any more. Words are looked for in what
 * everybody sees, not in the index of terms, which knows the notes.
 */
@Injectable()
export class SharedStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** One page, newest first. */
  async list({ q, by, cursor, limit }: SharedQuery): Promise<SharedPage> {
    const place = cursor === undefined ? undefined : readCursor(cursor, false);
    const rows = await this.#rows(sql`
      SELECT b.id, b.url, b.title, b.description, b.tags, b.added_at AS "addedAt", u.id AS "userId", u.name AS "userName"
      FROM bookmarks AS b JOIN users AS u ON u.id = b.user_id
      WHERE ${everyShared({ q, by })}
        AND ${place ? sql`(b.added_at, b.id) < (${place.addedAt.toISOString()}::timestamptz, ${place.id}::uuid)` : sql`true`}
      ORDER BY b.added_at DESC, b.id DESC LIMIT ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? writeCursor({ level: null, ...last }) : null;
    return { items: items.map(toShared), nextCursor };
  }

  async #rows(statement: Sql): Promise<readonly Row[]> {
    const database = await this.#database.client();
    // the text holds no value of a caller: see `sql`
    return database.$queryRawUnsafe<Row[]>(numbered(statement), ...statement.values);
  }
}

/** The condition for what is shared, of `bookmarks AS b` and `users AS u`. */
export const everyShared = ({ q, by }: { readonly q: string; readonly by?: string | undefined }): Sql => {
  const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const seen = sql`lower(normalize(concat_ws(E'\n', b.title, b.url, b.description, array_to_string(b.tags, E'\n')), NFKC))`;
  return join(
    [
      sql`b.shared AND b.deleted_at IS NULL AND u.disabled_at IS NULL`,
      ...(by === undefined ? [] : [sql`b.user_id = ${by}::uuid`]),
      ...words.slice(0, 20).map((word) => sql`strpos(${seen}, ${word}) > 0`),
    ],
    sql` AND `,
  );
};

type Row = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly tags: string[];
  readonly addedAt: Date;
  readonly userId: string;
  readonly userName: string;
};

const toShared = ({ userId, userName, addedAt, ...row }: Row): SharedBookmark => ({
  ...row,
  addedAt: addedAt.toISOString(),
  sharedBy: { id: userId, name: userName },
});

import type { Verdict } from '@bookmark-manager/fetching';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import { userId } from '../people/identity-store.ts';
import { type LinkRow, linkRows } from './link-row.ts';

/** A link that is visited for its owner. */
export type DueLink = LinkRow & { readonly owner: UserId };

/** Of the links that are due so many are looked through for one of each site. */
const WINDOW = 2000;

/** When links are visited, and what was found. */
@Injectable()
export class LinkStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /**
   * Takes links that are due: one of each site, none of a site that is left alone; those that were never visited before the others, and
   * newer ones before older ones. Whoever takes them is alone with them for a quarter of
   * an hour; should they be killed, others visit them then.
   */
  async take(now: Date, count: number): Promise<readonly DueLink[]> {
    const database = await this.#database.client();
    const rows = linkRows.parse(
      await database.$queryRaw`
        WITH due AS (
          (SELECT id, site, check_due_at, checked_at FROM bookmarks
           WHERE deleted_at IS NULL AND check_due_at <= ${now} ORDER BY check_due_at LIMIT ${WINDOW})
          UNION
          (SELECT id, site, check_due_at, checked_at FROM bookmarks
           WHERE deleted_at IS NULL AND check_due_at <= ${now} ORDER BY check_due_at DESC LIMIT ${count})
        ), one_of_each AS (
          SELECT DISTINCT ON (due.site) due.* FROM due LEFT JOIN sites USING (site)
          WHERE sites.paused_until IS NULL OR sites.paused_until <= ${now}
          ORDER BY due.site, due.checked_at IS NOT NULL, due.check_due_at
        ), taken AS (
          SELECT id FROM one_of_each
          ORDER BY checked_at IS NOT NULL, CASE WHEN checked_at IS NULL THEN check_due_at END DESC, check_due_at LIMIT ${count}
        )
        UPDATE bookmarks AS b SET check_due_at = ${now}::timestamptz + interval '15 minutes'
        FROM taken WHERE b.id = taken.id AND b.check_due_at <= ${now} AND b.user_id IS NOT NULL
        RETURNING b.id, b.user_id AS "userId", b.url, b.site, b.check_result AS result, b.moved_to AS "movedTo",
          b.check_failures AS failures, b.check_failing_since AS "failingSince", b.checked_at AS "checkedAt",
          b.fetched_at AS "fetchedAt"`,
    );
    return rows.map((row) => ({ ...row, owner: userId(row.userId) }));
  }

  /** Gives rows a time that were there before anybody visited them; a few at a time. */
  async enrol(now: Date): Promise<number> {
    const database = await this.#database.client();
    return database.$executeRaw`
      UPDATE bookmarks SET check_due_at = ${now}::timestamptz + random() * interval '14 days'
      WHERE id IN (SELECT id FROM bookmarks WHERE check_due_at IS NULL AND deleted_at IS NULL AND user_id IS NOT NULL LIMIT 500)`;
  }

  /** Somebody's link, whether it is due or not; undefined when there is no such bookmark. */
  async find(who: UserId, id: string): Promise<DueLink | undefined> {
    const database = await this.#database.client();
    const row = await database.bookmark.findFirst({ where: { id, userId: who, deletedAt: null } });
    if (row === null) return undefined;
    const { checkResult: result, checkFailures: failures, checkFailingSince: failingSince } = row;
    const [link] = linkRows.parse([{ ...row, result, failures, failingSince }]);
    return link && { ...link, owner: who };
  }

  /** Keeps what a visit found; of an address that was changed meanwhile it says nothing. */
  async record({ owner, id, url }: DueLink, verdict: Verdict, now: Date): Promise<void> {
    const database = await this.#database.client();
    const { result, status, movedTo, failures, failingSince, dueAt } = verdict;
    await database.$executeRaw`
      UPDATE bookmarks
      SET check_result = ${result}, check_status = ${status}, moved_to = ${movedTo}, checked_at = ${now}, check_due_at = ${dueAt},
          check_failures = ${failures}, check_failing_since = ${failingSince}
      WHERE id = ${id}::uuid AND user_id = ${owner}::uuid AND url = ${url}`;
  }

  /** Has links visited later, as if nobody had tried. */
  async postpone(links: readonly DueLink[], dueAt: Date): Promise<void> {
    const database = await this.#database.client();
    await database.bookmark.updateMany({
      where: { id: { in: links.map(({ id }) => id) } },
      data: { checkDueAt: dueAt },
    });
  }
}

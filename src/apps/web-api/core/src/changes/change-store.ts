import { type Changed, type Changes, type Change as Shown, type Undone, undoDays } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { inTurn, type Transaction } from '../bookmarks/turn.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { applyChange, type Change } from './apply-change.ts';
import { kindOf, readKept, toChange, undoUntil } from './change-row.ts';
import { batches, lockRows, stateOf, type Written, writeRows } from './change-rows.ts';
import { carryTag, settleTags } from './tag-rows.ts';
import { traceOf, undoChange } from './undo-change.ts';

/** Finds the bookmarks that a change is about; it runs when it is this person's turn. */
export type Select = (tx: Transaction) => Promise<readonly string[]>;

/** Changes of many bookmarks: made whole or not at all, kept for 30 days, taken back. */
@Injectable()
export class ChangeStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Applies a change to what `select` finds. Deleted bookmarks stay as they are. */
  async make(who: UserId, change: Change, select: Select): Promise<Changed> {
    const database = await this.#database.client();
    return inTurn(database, who, async (tx) => {
      await sweep(tx, who);
      const ids = await select(tx);
      const kind = kindOf(change);
      const renamed =
        change.kind === 'rename-tag' && change.into !== null
          ? { from: change.tags[0] ?? '', to: change.into }
          : undefined;
      const { id } = await tx.change.create({
        data: { userId: who, kind, before: { bookmarks: 0 } },
        select: { id: true },
      });
      let bookmarks = 0;
      for (const batch of batches(ids)) bookmarks += await changeBatch(tx, who, id, change, batch);
      if ('tags' in change) await settleTags(tx, who, change.tags, change.into, change.kind === 'rename-tag');
      if (bookmarks === 0) {
        await tx.change.delete({ where: { id, userId: who } });
        return { changed: 0, change: null };
      }
      const kept = { bookmarks, ...(renamed ? { renamed } : {}) };
      const row = await tx.change.update({ where: { id, userId: who }, data: { before: kept } });
      return { changed: bookmarks, change: toChange(row) };
    });
  }

  /** @throws ProblemError when there is no such change, or it was undone, or is too old */
  async undo(who: UserId, id: string, now: Date): Promise<Undone> {
    const database = await this.#database.client();
    return inTurn(database, who, async (tx) => {
      const row = await tx.change.findFirst({ where: { id, userId: who } });
      if (row === null) throw noSuchChange();
      if (row.undoneAt !== null) throw new ProblemError('conflict', 'This change was undone already');
      if (now > undoUntil(row.createdAt))
        throw new ProblemError('conflict', `A change can be undone for ${undoDays} days`);
      const { bookmarks, renamed } = readKept(row.before);
      let restored = 0;
      let from: string | undefined;
      for (let batch = await traces(tx, id, from); batch.length > 0; batch = await traces(tx, id, from)) {
        restored += await undoBatch(tx, who, batch);
        from = batch.at(-1)?.bookmark_id;
      }
      if (renamed) await carryTag(tx, who, renamed.to, renamed.from);
      await tx.change.update({ where: { id, userId: who }, data: { undoneAt: now } });
      return { restored, skipped: bookmarks - restored };
    });
  }

  async list(who: UserId): Promise<Changes> {
    const database = await this.#database.client();
    const rows = await database.change.findMany({
      where: { userId: who },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 100,
    });
    return { items: rows.map(toChange) };
  }

  /** @throws ProblemError when there is no such change */
  async read(who: UserId, id: string): Promise<Shown> {
    const database = await this.#database.client();
    const row = await database.change.findFirst({ where: { id, userId: who } });
    if (row === null) throw noSuchChange();
    return toChange(row);
  }
}

const noSuchChange = (): ProblemError => new ProblemError('not-found', 'There is no such change');

/** @returns how many are not as they were */
const changeBatch = async (
  tx: Transaction,
  who: UserId,
  id: string,
  change: Change,
  ids: readonly string[],
): Promise<number> => {
  const found = (await lockRows(tx, who, ids)).filter((row) => !row.deleted);
  const changed = found.flatMap((row): Written[] => {
    const before = stateOf(row);
    const next = applyChange(before, change);
    return next === before ? [] : [{ row, next }];
  });
  await writeRows(tx, who, changed);
  const kept = changed.map(({ row, next }) => ({ bookmark_id: row.id, ...traceOf(stateOf(row), next) }));
  await tx.$executeRaw`
    INSERT INTO changed_bookmarks (change_id, bookmark_id, before, after)
    SELECT ${id}::uuid, bookmark_id, before, after
    FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS r (bookmark_id uuid, before jsonb, after jsonb)`;
  return changed.length;
};

const partial = z
  .object({
    tags: z.array(z.string()),
    folders: z.array(z.array(z.string())),
    unread: z.boolean(),
    archived: z.boolean(),
    shared: z.boolean(),
    deleted: z.boolean(),
  })
  .partial()
  .transform((state) => Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)));
const traceSchema = z.array(z.object({ bookmark_id: z.string(), before: partial, after: partial }));

const traces = async (tx: Transaction, id: string, from = '00000000-0000-0000-0000-000000000000') =>
  traceSchema.parse(
    await tx.$queryRaw`
      SELECT bookmark_id, before, after FROM changed_bookmarks
      WHERE change_id = ${id}::uuid AND bookmark_id > ${from}::uuid ORDER BY bookmark_id LIMIT 500`,
  );

/** @returns how many are restored: not what is gone, and no deleted bookmark whose address was added again */
const undoBatch = async (tx: Transaction, who: UserId, batch: z.infer<typeof traceSchema>): Promise<number> => {
  const rows = await lockRows(
    tx,
    who,
    batch.map(({ bookmark_id }) => bookmark_id),
  );
  const byId = new Map(batch.map((trace) => [trace.bookmark_id, trace]));
  const written = rows.flatMap((row): Written[] => {
    const trace = byId.get(row.id);
    if (trace === undefined) return [];
    const next = undoChange(stateOf(row), trace);
    return row.taken && !next.deleted ? [] : [{ row, next }];
  });
  await writeRows(tx, who, written);
  return written.length;
};

/** What can be undone no more goes: the changes, and for good what they deleted. A thousand at a time, whenever somebody makes a change. */
const sweep = async (tx: Transaction, who: UserId): Promise<void> => {
  await tx.$executeRaw`
    DELETE FROM changes WHERE user_id = ${who}::uuid AND created_at < now() - make_interval(days => ${undoDays}::int)`;
  await tx.$executeRaw`
    DELETE FROM bookmarks WHERE user_id = ${who}::uuid AND id IN (
      SELECT id FROM bookmarks
      WHERE user_id = ${who}::uuid AND deleted_at < now() - make_interval(days => ${undoDays}::int) LIMIT 1000)`;
};

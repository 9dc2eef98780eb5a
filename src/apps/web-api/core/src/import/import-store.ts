import { type Import, type LeftOutPage, type LeftOutQuery, leftOutPageSchema } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { takeTurn } from '../bookmarks/turn.ts';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import type { FileKind } from './file-kind.ts';
import type { Batch } from './gather.ts';
import { type ImportRow, reasonsSchema, toImport, withReasons } from './import-row.ts';
import type { Read } from './link.ts';
import { type Prepared, writeLinks } from './write-links.ts';

export type NewImport = {
  readonly id: string;
  readonly kind: FileKind;
  readonly encoding: string;
  readonly bytes: number;
};

/** A part of the file, ready to be written. */
export type Part = {
  /** Links of the file before it. */
  readonly from: number;
  readonly batch: Batch;
  readonly prepared: Prepared;
  /** The keys of its addresses that the file did not have before; the others are duplicates, whatever they still add. */
  readonly fresh: readonly string[];
  readonly bytesRead: number;
};

/** Links that are named in a report at most: a file that leaves out more is no file of bookmarks. */
const mostLeftOut = 50_000;

/** Somebody's imports: how far they are, and what became of each link. */
@Injectable()
export class ImportStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  async add(who: UserId, given: NewImport): Promise<Import> {
    const database = await this.#database.client();
    return toImport(await database.import.create({ data: { ...given, userId: who } }));
  }

  async get(who: UserId, id: string): Promise<Import | null> {
    const database = await this.#database.client();
    const row = await database.import.findFirst({ where: { id, userId: who } });
    return row && toImport(row);
  }

  /** The latest fifty, newest first. */
  async list(who: UserId): Promise<Import[]> {
    const database = await this.#database.client();
    const rows = await database.import.findMany({ where: { userId: who }, orderBy: { createdAt: 'desc' }, take: 50 });
    return rows.map(toImport);
  }

  async remove(who: UserId, id: string): Promise<void> {
    await (await this.#database.client()).import.deleteMany({ where: { id, userId: who } });
  }

  /** Links that were left out, in the order of the file. */
  async leftOut(who: UserId, id: string, { after, limit }: LeftOutQuery): Promise<LeftOutPage> {
    const database = await this.#database.client();
    const rows = await database.leftOut.findMany({
      where: { importId: id, import: { userId: who }, position: { gt: after } },
      orderBy: { position: 'asc' },
      take: limit + 1,
      omit: { importId: true },
    });
    const items = rows.slice(0, limit);
    return leftOutPageSchema.parse({ items, next: rows.length > limit ? items.at(-1)?.position : null });
  }

  /** An import that is to be done, or to be gone on with; null when it is finished or gone. */
  async begin(who: UserId, id: string): Promise<ImportRow | null> {
    const database = await this.#database.client();
    const where = { id, userId: who, state: { in: ['waiting', 'running'] } };
    await database.import.updateMany({ where, data: { state: 'running' } });
    return database.import.findFirst({ where });
  }

  /**
   * Writes the links that follow the first `from` of the file, and that they are written, at once: an import that is interrupted goes on after
   * them.
   */
  async write(who: UserId, id: string, { from, batch, prepared, fresh, bytesRead }: Part): Promise<void> {
    const database = await this.#database.client();
    await database.$transaction(
      async (tx) => {
        await takeTurn(tx, who);
        const row = await tx.import.findFirstOrThrow({ where: { id, userId: who } });
        if (row.links !== from) return;
        const outcomes = await writeLinks(tx, who, prepared);
        const count = (outcome: string): number => fresh.filter((key) => outcomes.get(key) === outcome).length;
        const skipped = withReasons(reasonsSchema.parse(row.skippedBecause), batch.leftOut);
        if (
          batch.leftOut.length > 0 &&
          row.links - row.added - row.updated - row.unchanged - row.duplicates < mostLeftOut
        )
          await tx.leftOut.createMany({ data: batch.leftOut.map((one) => ({ ...one, importId: id })) });
        await tx.import.update({
          where: { id },
          data: {
            links: from + batch.links,
            added: row.added + count('added'),
            updated: row.updated + count('updated'),
            unchanged: row.unchanged + count('unchanged'),
            duplicates: row.duplicates + batch.duplicates + batch.bookmarks.length - fresh.length,
            skippedBecause: skipped,
            bytesRead,
          },
        });
      },
      { timeout: 120_000, maxWait: 30_000 },
    );
  }

  async finish(who: UserId, id: string, { format, complete }: Read): Promise<void> {
    await this.#end(who, id, { state: 'done', format, complete });
  }

  async fail(who: UserId, id: string, failure: NonNullable<Import['failure']>): Promise<void> {
    await this.#end(who, id, { state: 'failed', failure });
  }

  async #end(who: UserId, id: string, data: object): Promise<void> {
    const database = await this.#database.client();
    await database.import.updateMany({ where: { id, userId: who }, data: { ...data, finishedAt: new Date() } });
  }
}

import { type Export, type ExportFormat, exportSchema } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LazyDatabase } from '../database.ts';
import { fileLifetimes } from '../files/file-store.ts';
import type { UserId } from '../people/identity.ts';
import type { Placed } from './exported.ts';

/** Bookmarks that are read at once. */
const pageLength = 500;

/** Somebody's exports, and the bookmarks that they are made of. */
@Injectable()
export class ExportStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  async add(who: UserId, id: string, format: ExportFormat): Promise<Export> {
    const database = await this.#database.client();
    const expiresAt = new Date(Date.now() + fileLifetimes.exports * 86_400_000);
    return toExport(await database.export.create({ data: { id, userId: who, format, expiresAt } }));
  }

  async get(who: UserId, id: string): Promise<Export | null> {
    const database = await this.#database.client();
    const row = await database.export.findFirst({ where: { id, userId: who } });
    return row && toExport(row);
  }

  /** The latest fifty, newest first. */
  async list(who: UserId): Promise<Export[]> {
    const database = await this.#database.client();
    const rows = await database.export.findMany({ where: { userId: who }, orderBy: { createdAt: 'desc' }, take: 50 });
    return rows.map(toExport);
  }

  async remove(who: UserId, id: string): Promise<void> {
    await (await this.#database.client()).export.deleteMany({ where: { id, userId: who } });
  }

  async running(who: UserId, id: string): Promise<void> {
    const database = await this.#database.client();
    await database.export.updateMany({ where: { id, userId: who }, data: { state: 'running' } });
  }

  async finish(who: UserId, id: string, bookmarks: number, bytes: number): Promise<void> {
    const database = await this.#database.client();
    const data = { state: 'done', bookmarks, bytes, finishedAt: new Date() };
    await database.export.updateMany({ where: { id, userId: who }, data });
  }

  /**
   * Hands on every bookmark as it was at one moment, newest first; for a tree folder by folder, in the order of their names, one that lies in
   * several in each. The database sorts and keeps them; a page of them is held here.
   */
  async each(who: UserId, isTree: boolean, take: (page: readonly Placed[]) => Promise<void>): Promise<void> {
    const database = await this.#database.client();
    await database.$transaction(
      async (tx) => {
        await tx.$executeRaw`
          DECLARE exported NO SCROLL CURSOR FOR
          SELECT b.url, b.title, b.description, b.notes, b.tags, b.folders, b.added_at AS "addedAt", b.unread, b.archived, b.shared,
                 p.place
          FROM bookmarks b
          CROSS JOIN LATERAL (
            SELECT ARRAY(SELECT jsonb_array_elements_text(f.path)) COLLATE "C" AS place
            FROM jsonb_array_elements(CASE WHEN ${isTree} AND jsonb_array_length(b.folders) > 0 THEN b.folders ELSE '[[]]' END) AS f(path)
          ) AS p
          WHERE b.user_id = ${who}::uuid AND b.deleted_at IS NULL
          ORDER BY p.place, b.added_at DESC, b.id DESC`;
        for (;;) {
          const page = placedSchema.parse(await tx.$queryRaw`FETCH 500 FROM exported`);
          await take(page);
          if (page.length < pageLength) return;
        }
      },
      { timeout: 900_000, maxWait: 30_000, isolationLevel: 'RepeatableRead' },
    );
  }
}

const placedSchema = z.array(
  z.object({
    url: z.string(),
    title: z.string(),
    description: z.string(),
    notes: z.string(),
    tags: z.array(z.string()),
    folders: z.array(z.array(z.string())),
    addedAt: z.date(),
    unread: z.boolean(),
    archived: z.boolean(),
    shared: z.boolean(),
    place: z.array(z.string()),
  }),
);

type Row = {
  readonly id: string;
  readonly state: string;
  readonly format: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date;
  readonly bookmarks: number;
  readonly bytes: number;
};

const toExport = ({ id, state, format, bookmarks, bytes, ...dates }: Row): Export =>
  exportSchema.parse({
    id,
    state,
    format,
    bookmarks,
    bytes,
    createdAt: dates.createdAt.toISOString(),
    finishedAt: dates.finishedAt?.toISOString() ?? null,
    expiresAt: dates.expiresAt.toISOString(),
  });

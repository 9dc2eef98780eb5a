import { setTimeout as pause } from 'node:timers/promises';
import { searchText, searchVersion } from '@bookmark-manager/prisma/derived';
import type { Log } from '@bookmark-manager/serving';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { LazyDatabase } from '../database.ts';
import { LOG } from '../tokens.ts';

/** So few that a request beside it hardly waits on a quarter of a processor. */
const batchSize = 50;
const againMs = 60_000;

/**
 * Makes anew what the search looks through, for rows that an older release wrote: a few at a time, beside the requests. Several tasks may do it at
 * once; each takes rows that no other has.
 */
@Injectable()
export class Reindexer implements OnApplicationShutdown {
  readonly #database: LazyDatabase;
  readonly #log: Log;
  #isOver = false;

  constructor(database: LazyDatabase, @Inject(LOG) log: Log) {
    this.#database = database;
    this.#log = log;
  }

  onApplicationShutdown(): void {
    this.#isOver = true;
  }

  /** Until there is nothing left to do, or the task is told to stop; what is left then, the next task does. */
  async run(): Promise<void> {
    let rows = 0;
    try {
      for (let count = -1; count !== 0 && !this.#isOver; rows += Math.max(0, count)) {
        const began = performance.now();
        count = await this.#batch();
        // two thirds of the time belong to requests
        if (count > 0) await pause(2 * (performance.now() - began), undefined, { ref: false });
      }
      if (rows > 0) this.#log.info('made anew for the search', { rows });
    } catch (error) {
      this.#log.warn('not made anew for the search', {
        rows,
        error: error instanceof Error ? error.name : typeof error,
      });
      setTimeout(() => void this.run(), againMs).unref();
    }
  }

  async #batch(): Promise<number> {
    const database = await this.#database.client();
    return database.$transaction(async (tx) => {
      const rows = staleRows.parse(
        await tx.$queryRaw`
          SELECT id, url, title, description, notes, tags, folders FROM bookmarks
          WHERE search_version < ${searchVersion} LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length === 0) return 0;
      const made = rows.map((row) => ({ id: row.id, search: searchText(row) }));
      return tx.$executeRaw`
        UPDATE bookmarks AS b SET search = r.search
        FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS r (id uuid, search text) WHERE b.id = r.id`;
    });
  }
}

const staleRows = z.array(
  z.object({
    id: z.string(),
    url: z.string(),
    title: z.string(),
    description: z.string(),
    notes: z.string(),
    tags: z.array(z.string()),
    folders: z.array(z.array(z.string())),
  }),
);

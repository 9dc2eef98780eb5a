import type { Prisma } from '@bookmark-manager/prisma';
import { addressed, searchText, urlKey } from '@bookmark-manager/prisma/derived';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { merge } from '../bookmarks/merge.ts';
import { takeTurn } from '../bookmarks/turn.ts';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import type { Incoming } from './gather.ts';

/** What became of addresses that were written. */
export type Written = { readonly added: number; readonly updated: number; readonly unchanged: number };

const batchSize = 200;

/** Writes many bookmarks, a batch to a statement. Writing the same ones again changes nothing. */
@Injectable()
export class ImportStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  async write(who: UserId, bookmarks: readonly Incoming[]): Promise<Written> {
    const database = await this.#database.client();
    const total = { added: 0, updated: 0, unchanged: 0 };
    for (let from = 0; from < bookmarks.length; from += batchSize) {
      const batch = bookmarks.slice(from, from + batchSize);
      const written = await database.$transaction((tx) => writeBatch(tx, who, batch), {
        timeout: 60_000,
        maxWait: 30_000,
      });
      total.added += written.added;
      total.updated += written.updated;
      total.unchanged += written.unchanged;
    }
    return total;
  }
}

const writeBatch = async (tx: Prisma.TransactionClient, who: UserId, batch: readonly Incoming[]): Promise<Written> => {
  await takeTurn(tx, who);
  const incoming = new Map(batch.map((one) => [urlKey(one.url), one]));
  const added = await insert(tx, who, incoming);
  const fresh = new Set(added);
  const known = await lock(
    tx,
    who,
    [...incoming.keys()].filter((key) => !fresh.has(key)),
  );
  const changed = known.flatMap((row) => {
    const other = incoming.get(row.url_key);
    const next = other ? merge(row, other) : row;
    return next === row ? [] : [next];
  });
  await update(tx, who, changed);
  return { added: added.length, updated: changed.length, unchanged: known.length - changed.length };
};

/** @returns the keys of those that were not there */
const insert = async (
  tx: Prisma.TransactionClient,
  who: UserId,
  incoming: ReadonlyMap<string, Incoming>,
): Promise<readonly string[]> => {
  const rows = [...incoming].map(([url_key, one]) => ({
    ...one,
    url_key,
    normal_key: addressed(one.url).normalKey,
    site: addressed(one.url).site,
    search: searchText(one),
    added_at: one.addedAt,
  }));
  const added = await tx.$queryRaw<{ url_key: string }[]>`
    INSERT INTO bookmarks (user_id, url, url_key, normal_key, site, title, description, tags, folders, search, added_at)
    SELECT ${who}::uuid, url, url_key, normal_key, site, title, description, tags, folders, search, coalesce(added_at, now())
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (url text, url_key text, normal_key text, site text, title text, description text, tags text[], folders jsonb, search text,
       added_at timestamptz)
    ORDER BY url_key
    ON CONFLICT (user_id, url_key) WHERE deleted_at IS NULL DO NOTHING
    RETURNING url_key`;
  return added.map((row) => row.url_key);
};

const knownSchema = z.array(
  z.object({
    id: z.string(),
    url: z.string(),
    url_key: z.string(),
    title: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    folders: z.array(z.array(z.string())),
    addedAt: z.date(),
  }),
);

/** Rows that stay as they are until this transaction ends, always in the same order, so that two imports cannot wait for each other. */
const lock = async (tx: Prisma.TransactionClient, who: UserId, keys: readonly string[]) =>
  keys.length === 0
    ? []
    : knownSchema.parse(
        await tx.$queryRaw`
          SELECT id, url, url_key, title, description, tags, folders, added_at AS "addedAt"
          FROM bookmarks
          WHERE user_id = ${who}::uuid AND url_key = ANY(${keys}) AND deleted_at IS NULL ORDER BY url_key FOR UPDATE`,
      );

type Known = z.infer<typeof knownSchema>[number];

const update = async (tx: Prisma.TransactionClient, who: UserId, changed: readonly Known[]): Promise<void> => {
  if (changed.length === 0) return;
  const rows = changed.map((one) => ({ ...one, search: searchText(one), added_at: one.addedAt }));
  await tx.$executeRaw`
    UPDATE bookmarks AS b
    SET title = r.title, description = r.description, tags = r.tags, folders = r.folders, search = r.search, added_at = r.added_at,
        modified_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (id uuid, title text, description text, tags text[], folders jsonb, search text, added_at timestamptz)
    WHERE b.id = r.id AND b.user_id = ${who}::uuid`;
};

import type { Prisma } from '@bookmark-manager/prisma';
import { addressed, derived } from '@bookmark-manager/prisma/derived';
import { z } from 'zod';
import type { UserId } from '../people/identity.ts';
import { type Incoming, united } from './gather.ts';

/** What became of an address that was written. */
export type Outcome = 'added' | 'updated' | 'unchanged';

/** Bookmarks with all that is stored of them, ready to be written. */
export type Prepared = {
  /** By the key of the address. */
  readonly incoming: ReadonlyMap<string, Incoming>;
  /** The rows as JSON. */
  readonly rows: string;
};

/** Computes what is stored: most of the work of an import, and none of the database's. */
export const prepareLinks = (bookmarks: readonly Incoming[]): Prepared => {
  const incoming = new Map<string, Incoming>();
  const rows = bookmarks.map((one) => {
    const { urlKey: url_key, normalKey: normal_key, site } = addressed(one.url);
    incoming.set(url_key, one);
    return { ...one, url_key, normal_key, site, ...derived(one), added_at: one.addedAt };
  });
  return { incoming, rows: JSON.stringify(rows) };
};

/**
 * Writes bookmarks, all in one go, in a transaction in which it is this person's turn. Writing the same ones again changes nothing.
 * @returns what became of each, by the key of its address
 */
export const writeLinks = async (
  tx: Prisma.TransactionClient,
  who: UserId,
  { incoming, rows }: Prepared,
): Promise<ReadonlyMap<string, Outcome>> => {
  const outcomes = new Map<string, Outcome>();
  if (incoming.size === 0) return outcomes;
  for (const key of await insert(tx, who, rows)) outcomes.set(key, 'added');
  const changed: Known[] = [];
  const others = [...incoming.keys()].filter((key) => !outcomes.has(key));
  for (const row of await lock(tx, who, others)) {
    const other = incoming.get(row.url_key);
    const next = other ? united(row, other) : row;
    if (next !== row) changed.push(next);
    outcomes.set(row.url_key, next === row ? 'unchanged' : 'updated');
  }
  await update(tx, who, changed);
  return outcomes;
};

/** @returns the keys of those that were not there */
const insert = async (tx: Prisma.TransactionClient, who: UserId, rows: string): Promise<readonly string[]> => {
  const added = await tx.$queryRaw<{ url_key: string }[]>`
    INSERT INTO bookmarks (user_id, url, url_key, normal_key, site, title, description, notes, tags, folders, unread, archived, shared, search,
                           added_at)
    SELECT ${who}::uuid, url, url_key, normal_key, site, title, description, notes, tags, folders, unread, archived, shared, search,
           coalesce(added_at, now())
    FROM jsonb_to_recordset(${rows}::jsonb) AS r
      (url text, url_key text, normal_key text, site text, title text, description text, notes text, tags text[], folders jsonb,
       unread boolean, archived boolean, shared boolean, search text, added_at timestamptz)
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
    notes: z.string(),
    tags: z.array(z.string()),
    folders: z.array(z.array(z.string())),
    addedAt: z.date(),
  }),
);

type Known = z.infer<typeof knownSchema>[number];

/** Rows that stay as they are until this transaction ends, always in the same order. */
const lock = async (tx: Prisma.TransactionClient, who: UserId, keys: readonly string[]) =>
  keys.length === 0
    ? []
    : knownSchema.parse(
        await tx.$queryRaw`
          SELECT id, url, url_key, title, description, notes, tags, folders, added_at AS "addedAt"
          FROM bookmarks
          WHERE user_id = ${who}::uuid AND url_key = ANY(${keys}) AND deleted_at IS NULL ORDER BY url_key FOR UPDATE`,
      );

const update = async (tx: Prisma.TransactionClient, who: UserId, changed: readonly Known[]): Promise<void> => {
  if (changed.length === 0) return;
  const rows = changed.map((one) => ({ ...one, ...derived(one), added_at: one.addedAt }));
  await tx.$executeRaw`
    UPDATE bookmarks AS b
    SET title = r.title, description = r.description, notes = r.notes, tags = r.tags, folders = r.folders, search = r.search,
        added_at = r.added_at, modified_at = now(), version = b.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r
      (id uuid, title text, description text, notes text, tags text[], folders jsonb, search text, added_at timestamptz)
    WHERE b.id = r.id AND b.user_id = ${who}::uuid`;
};

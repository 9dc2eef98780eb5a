import type { Database } from '@bookmark-manager/prisma';
import { z } from 'zod';
import type { UserId } from './identity.ts';

/**
 * Gives the rows from before there were people to the first administrator, some hundreds at a time, each looked at once; for anybody else it
 * does nothing. What was cut short goes on when it is called again. An address that they have added themselves meanwhile stays as they have it.
 */
export const takeOver = async (database: Database, who: UserId): Promise<void> => {
  if (!(await hasSomeToTake(database, who))) return;
  let last: string | null = '00000000-0000-0000-0000-000000000000';
  while (last !== null) last = await takeSome(database, who, last);
};

const hasSomeToTake = async (database: Database, who: UserId): Promise<boolean> => {
  const rows = await database.$queryRaw`
    SELECT ${who}::uuid = (SELECT id FROM users WHERE role = 'administrator' ORDER BY created_at, id LIMIT 1)
           AND EXISTS (SELECT FROM bookmarks WHERE user_id IS NULL) AS yes`;
  return z.array(z.object({ yes: z.boolean() })).parse(rows)[0]?.yes === true;
};

/** @returns the last row that was looked at; null when there was none */
const takeSome = async (database: Database, who: UserId, after: string): Promise<string | null> => {
  const rows = await database.$queryRaw`
    WITH batch AS MATERIALIZED (
      SELECT id, url_key FROM bookmarks WHERE user_id IS NULL AND id > ${after}::uuid ORDER BY id LIMIT 500
    ), taken AS (
      UPDATE bookmarks b SET user_id = ${who}::uuid FROM batch
      WHERE b.id = batch.id AND b.user_id IS NULL
        AND NOT EXISTS (SELECT FROM bookmarks own
                        WHERE own.user_id = ${who}::uuid AND own.url_key = batch.url_key AND own.deleted_at IS NULL)
    )
    SELECT id FROM batch ORDER BY id DESC LIMIT 1`;
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null;
};

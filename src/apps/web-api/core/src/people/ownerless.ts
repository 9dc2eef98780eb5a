import type { Database } from '@bookmark-manager/prisma';
import type { UserId } from './identity.ts';

/**
 * Gives the rows from before there were people to whoever signed up first, some hundreds at a time; for anybody else it does nothing. What
 * was cut short goes on when they sign in again. An address that they have added themselves meanwhile stays as they have it.
 */
export const takeOver = async (database: Database, who: UserId): Promise<number> => {
  let taken = 0;
  for (;;) {
    const count = await database.$executeRaw`
      UPDATE bookmarks SET user_id = ${who}::uuid
      WHERE ${who}::uuid = (SELECT id FROM users ORDER BY created_at, id LIMIT 1)
        AND id IN (
          SELECT id FROM bookmarks old
          WHERE user_id IS NULL
            AND NOT EXISTS (SELECT FROM bookmarks own WHERE own.user_id = ${who}::uuid AND own.url_key = old.url_key
                                                        AND own.deleted_at IS NULL)
          LIMIT 500)`;
    if (count === 0) return taken;
    taken += count;
  }
};

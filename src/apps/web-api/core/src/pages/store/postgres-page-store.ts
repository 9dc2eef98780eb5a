import { savedPageSchema } from '@bookmark-manager/contract';
import type { Database } from '@bookmark-manager/prisma';
import { z } from 'zod';
import type { PageStore } from './page-store.ts';

/** Saved pages in the database that has the bookmarks; with a bookmark's row goes its page. */
export const postgresPageStore = (client: () => Promise<Database>): PageStore => ({
  put: async (who, bookmarkId, { savedAt, ...page }) => {
    const database = await client();
    // a bookmark that is somebody else's, or not there, keeps nothing
    await database.$executeRaw`
      INSERT INTO saved_pages (bookmark_id, user_id, saved_at, page)
      SELECT id, user_id, ${new Date(savedAt)}, ${JSON.stringify(page)}::jsonb
      FROM bookmarks WHERE id = ${bookmarkId}::uuid AND user_id = ${who}::uuid
      ON CONFLICT (bookmark_id) DO UPDATE SET saved_at = excluded.saved_at, page = excluded.page`;
  },
  get: async (who, bookmarkId) => {
    const database = await client();
    const row = await database.savedPage.findFirst({ where: { bookmarkId, userId: who } });
    return row === null
      ? undefined
      : savedPageSchema.parse({ ...objectOf(row.page), savedAt: row.savedAt.toISOString() });
  },
  remove: async (who, bookmarkId) => {
    const database = await client();
    const { count } = await database.savedPage.deleteMany({ where: { bookmarkId, userId: who } });
    return count > 0;
  },
  list: async (after, count) => {
    const database = await client();
    return database.savedPage.findMany({
      ...(after === null ? {} : { where: { bookmarkId: { gt: after } } }),
      orderBy: { bookmarkId: 'asc' },
      take: count,
      select: { bookmarkId: true, userId: true },
    });
  },
  close: async () => {},
});

const objectOf = (json: unknown) => z.record(z.string(), z.unknown()).parse(json);

import { type SavedPage, savedPageSchema } from '@bookmark-manager/contract';
import { MongoClient, MongoError } from 'mongodb';
import { type PageStore, PagesAwayError } from './page-store.ts';

type Document = { readonly _id: string; readonly userId: string; readonly page: SavedPage };

/** How long a request waits for a MongoDB that is away. */
const PATIENCE_MS = 3_000;

/**
 * Saved pages in MongoDB, in the collection `saved_pages` of the address's database (`bookmarks` when it names none). It uses no more of it
 * than what every server that speaks its protocol has.
 */
export const mongoPageStore = (uri: string): PageStore => {
  const client = new MongoClient(uri, {
    serverSelectionTimeoutMS: PATIENCE_MS,
    connectTimeoutMS: PATIENCE_MS,
    socketTimeoutMS: 15_000,
    maxPoolSize: 3,
    appName: 'bookmark-manager',
    // its own logging would write addresses
    mongodbLogComponentSeverities: { default: 'off' },
  });
  const pages = () => client.db(databaseOf(uri)).collection<Document>('saved_pages');
  return {
    put: (who, bookmarkId, page) =>
      reached(async () => {
        const update = { $set: { page }, $setOnInsert: { userId: who } };
        await pages().updateOne({ _id: bookmarkId, userId: who }, update, { upsert: true }).catch(unlessTaken);
      }),
    get: (who, bookmarkId) =>
      reached(async () => {
        const found = await pages().findOne({ _id: bookmarkId, userId: who });
        return found === null ? undefined : savedPageSchema.parse(found.page);
      }),
    remove: (who, bookmarkId) =>
      reached(async () => (await pages().deleteOne({ _id: bookmarkId, userId: who })).deletedCount > 0),
    list: (after, count) =>
      reached(async () => {
        const found = pages()
          .find(after === null ? {} : { _id: { $gt: after } }, { projection: { userId: 1 } })
          .sort({ _id: 1 })
          .limit(count);
        return (await found.toArray()).map(({ _id, userId }) => ({ bookmarkId: _id, userId }));
      }),
    close: () => client.close(),
  };
};

const databaseOf = (uri: string): string => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'bookmarks';

/** The bookmark's page is there and is somebody else's: theirs stays. */
const unlessTaken = (error: unknown): void => {
  if (!(error instanceof MongoError && error.code === 11000)) throw error;
};

/** Whatever the driver throws may name hosts and users: nobody is told but that it is away. */
const reached = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MongoError) throw new PagesAwayError();
    throw error;
  }
};

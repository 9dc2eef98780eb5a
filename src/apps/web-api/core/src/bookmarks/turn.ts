import type { Database, Prisma } from '@bookmark-manager/prisma';
import type { UserId } from '../people/identity.ts';

export type Transaction = Prisma.TransactionClient;

/** Long enough for a change of thousands; whoever waits for their turn waits as long as that takes. */
const limits = { timeout: 120_000, maxWait: 30_000 };

/**
 * Runs `work` in a transaction, when it is this person's turn: one after the other of all that write their bookmarks, in any task. The counts
 * of tags stay locked until a transaction ends; two of several statements each would otherwise lock bookmarks and counts crosswise.
 * Whoever writes tags, folders or which bookmarks there are does it in here.
 */
export const inTurn = <T>(database: Database, who: UserId, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  database.$transaction(async (tx) => {
    await takeTurn(tx, who);
    return work(tx);
  }, limits);

/** The same in a transaction that is begun: before its first statement. */
export const takeTurn = async (tx: Transaction, who: UserId): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${who}, 0))`;
};

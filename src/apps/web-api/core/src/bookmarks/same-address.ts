import { addressed } from '@bookmark-manager/prisma/derived';
import type { UserId } from '../people/identity.ts';
import type { Row } from './bookmark-row.ts';
import type { Transaction } from './turn.ts';

/** A row with what its address is found by. */
export type Addressed = Row & { readonly number: bigint; readonly urlKey: string };

/** The bookmark with this very address, else the oldest with one that means the same. */
export const sameAddress = async (tx: Transaction, who: UserId, url: string): Promise<Addressed | null> => {
  const { urlKey, normalKey } = addressed(url);
  const rows = await tx.bookmark.findMany({
    where: { userId: who, deletedAt: null, OR: [{ urlKey }, { normalKey }] },
    orderBy: { number: 'asc' },
    omit: { search: true },
  });
  return rows.find((row) => row.urlKey === urlKey) ?? rows[0] ?? null;
};

/** Another bookmark that an address belongs to already: one that means the same is one, too, but for a duplicate that was one before. */
export const otherWith = async (tx: Transaction, who: UserId, row: Row, url: string): Promise<string | null> => {
  const { urlKey, normalKey } = addressed(url);
  const wasSame = addressed(row.url).normalKey === normalKey;
  const other = await tx.bookmark.findFirst({
    where: {
      userId: who,
      deletedAt: null,
      id: { not: row.id },
      OR: wasSame ? [{ urlKey }] : [{ urlKey }, { normalKey }],
    },
    select: { id: true },
  });
  return other?.id ?? null;
};

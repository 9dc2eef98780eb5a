import type { Transaction } from '../bookmarks/turn.ts';
import type { UserId } from '../people/identity.ts';

/** After bookmarks lost some tags, maybe for another one: the rows of tags that are gone go, or the one that was renamed carries on. */
export const settleTags = async (
  tx: Transaction,
  who: UserId,
  gone: readonly string[],
  into: string | null,
  isRename: boolean,
): Promise<void> => {
  const [from] = gone;
  if (isRename && from !== undefined && into !== null) return carryTag(tx, who, from, into);
  await tx.tag.deleteMany({ where: { userId: who, name: { in: gone.filter((name) => name !== into) }, count: 0 } });
};

/**
 * After every bookmark has the new name: the row of the old one takes it, with its id and its date, which clients keep, and the count of the
 * row that came into being meanwhile. Nothing when bookmarks still have the old name.
 */
export const carryTag = async (tx: Transaction, who: UserId, from: string, to: string): Promise<void> => {
  if (from === to) return;
  const tags = await tx.tag.findMany({ where: { userId: who, name: { in: [from, to] } } });
  const old = tags.find(({ name }) => name === from);
  const fresh = tags.find(({ name }) => name === to);
  if (old === undefined || old.count !== 0) return;
  if (fresh !== undefined) await tx.tag.delete({ where: { id: fresh.id, userId: who } });
  await tx.tag.update({ where: { id: old.id, userId: who }, data: { name: to, count: fresh?.count ?? 0 } });
};

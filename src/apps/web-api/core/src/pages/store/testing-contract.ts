import { randomUUID } from 'node:crypto';
import type { SavedPage } from '@bookmark-manager/contract';
import { expect, it } from 'vitest';
import type { UserId } from '../../people/identity.ts';
import type { PageStore } from './page-store.ts';

export type ContractWorld = {
  readonly store: PageStore;
  /** Somebody with bookmarks, which are nowhere but in the database. */
  readonly person: (bookmarks: number) => Promise<{ readonly who: UserId; readonly bookmarkIds: readonly string[] }>;
};

const page = (given: Partial<SavedPage> = {}): SavedPage => ({
  savedAt: '2026-11-26T01:02:03.456Z',
  url: 'https://a.test/',
  title: '題名',
  byline: null,
  siteName: null,
  language: 'ja',
  excerpt: '',
  blocks: [
    { kind: 'heading', text: '見出し $set . 😀' },
    { kind: 'code', text: 'a\n  b' },
  ],
  ...given,
});

/** What holds for every place that saved pages are kept in. */
export const pageStoreContract = (world: () => ContractWorld): void => {
  const somebody = async () => {
    const { who, bookmarkIds } = await world().person(1);
    return { who, id: bookmarkIds[0] ?? '' };
  };

  it('gives back what was put in, to its owner', async () => {
    const { who, id } = await somebody();
    await world().store.put(who, id, page());
    expect(await world().store.get(who, id)).toEqual(page());
  });

  it('keeps one page of a bookmark: the last', async () => {
    const { who, id } = await somebody();
    await world().store.put(who, id, page({ title: 'first' }));
    await world().store.put(who, id, page({ title: 'second', savedAt: '2026-11-27T00:00:00.000Z', blocks: [] }));
    expect(await world().store.get(who, id)).toEqual(
      page({ title: 'second', savedAt: '2026-11-27T00:00:00.000Z', blocks: [] }),
    );
  });

  it('keeps a large page', async () => {
    const { who, id } = await somebody();
    const large = page({ blocks: Array.from({ length: 2000 }, () => ({ kind: 'paragraph', text: '文'.repeat(250) })) });
    await world().store.put(who, id, large);
    expect(await world().store.get(who, id)).toEqual(large);
  });

  it('has nothing of what was never put in', async () => {
    const { who } = await somebody();
    expect(await world().store.get(who, randomUUID())).toBeUndefined();
    expect(await world().store.remove(who, randomUUID())).toBe(false);
  });

  it('forgets once', async () => {
    const { who, id } = await somebody();
    await world().store.put(who, id, page());
    expect([await world().store.remove(who, id), await world().store.remove(who, id)]).toEqual([true, false]);
    expect(await world().store.get(who, id)).toBeUndefined();
  });

  it('shows, changes and forgets nothing of anybody else', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    await world().store.put(mine.who, mine.id, page());
    await world().store.put(other.who, mine.id, page({ title: 'not mine' }));
    expect(await world().store.get(other.who, mine.id)).toBeUndefined();
    expect(await world().store.remove(other.who, mine.id)).toBe(false);
    expect(await world().store.get(mine.who, mine.id)).toEqual(page());
  });

  it('lists whose pages are kept, each once, in pieces', async () => {
    const { who, bookmarkIds } = await world().person(5);
    for (const id of bookmarkIds) await world().store.put(who, id, page());
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const kept = await world().store.list(after, 2);
      expect(kept.length).toBeLessThanOrEqual(2);
      seen.push(...kept.filter(({ userId }) => userId === who).map(({ bookmarkId }) => bookmarkId));
      after = kept.at(-1)?.bookmarkId ?? null;
      if (after === null) break;
    }
    expect(seen).toEqual([...bookmarkIds].sort());
  });
};

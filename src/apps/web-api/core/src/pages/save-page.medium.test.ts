import { createGuardedClient } from '@bookmark-manager/fetching';
import { html, startSite, type TestSite } from '@bookmark-manager/fetching/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserId } from '../people/identity.ts';
import { PageRequestStore } from './page-request-store.ts';
import { SavePage } from './save-page.ts';
import { type PageStore, PagesAwayError } from './store/page-store.ts';
import { PageStores } from './store/page-stores.ts';
import { postgresPageStore } from './store/postgres-page-store.ts';
import { pageStoreContract } from './store/testing-contract.ts';
import { createTestPeople, type TestPeople } from './testing-people.ts';
import { TidyPages } from './tidy-pages.ts';
import type { Web } from './web.ts';

const now = new Date('2026-11-26T00:00:00Z');
const running = new AbortController().signal;
const words = '読むための文章がここにあります。十分に長くなければなりません。'.repeat(10);

let people: TestPeople;
let site: TestSite;
let who: UserId;
let web: Web;
beforeAll(async () => {
  people = await createTestPeople();
  site = await startSite({
    '/page': html(
      '<html lang="ja"><title>題名</title><meta name="description" content="説明"><link rel="canonical" href="/c">',
    ),
    '/text': html(`<html><title>T</title><body><article><p>${words}</p><p>${words}</p></article></body></html>`),
    '/failing': (_request, response) => response.writeHead(500).end(),
    '/image': html('x', 'image/png'),
  });
  const client = createGuardedClient({ userAgent: 'tests/1', resolve: async () => ['127.0.0.1'], allow: site.allow });
  web = { client: async () => client } as unknown as Web;
}, 300_000);
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await people[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await people.database.user.deleteMany();
  who = await people.person();
});

const add = (host: string, path: string, given: Parameters<TestPeople['bookmark']>[2] = {}) =>
  people.bookmark(who, site.at(host, path), given);
const asked = (from: number) => site.seen.slice(from).map((line) => line.replace(`:${site.port}`, ''));

describe('in PostgreSQL, a store of pages', () => {
  pageStoreContract(() => ({
    store: postgresPageStore(() => people.lazy.client()),
    person: async (bookmarks) => {
      const ids: string[] = [];
      for (let at = 0; at < bookmarks; at += 1) ids.push(await add('a.test', `/${at}-${Math.random()}`));
      return { who, bookmarkIds: ids, ...(bookmarks === 1 ? await another() : {}) };
    },
  }));
  const another = async () => {
    const other = await people.person();
    return { who: other, bookmarkIds: [await people.bookmark(other, site.at('a.test', '/other'))] };
  };
});

describe('a page that is to be kept', () => {
  const requests = () => new PageRequestStore(people.lazy);
  const stores = () => new PageStores(people.config, people.lazy);
  const away: PageStore = {
    put: async () => {
      throw new PagesAwayError();
    },
  } as unknown as PageStore;
  const keep = async (path: string, into = stores()) => {
    const id = await add('a.test', path);
    await requests().ask(who, id, now);
    const save = () => new SavePage(requests(), into, web).run({ userId: who, bookmarkId: id }, running);
    return {
      id,
      save,
      kept: async () => (await stores().open()).get(who, id),
      request: () => requests().find(who, id),
    };
  };

  it('is fetched, read and kept, and not wanted any more', async () => {
    const { save, kept, request } = await keep('/text');
    await save();
    expect(await kept()).toMatchObject({
      url: site.at('a.test', '/text'),
      title: 'T',
      blocks: [{ text: words }, { text: words }],
    });
    expect(await request()).toBeUndefined();
  });

  it.each([
    ['/none', 'The page answers with status 404'],
    ['/image', 'What it answers with is of another kind'],
    ['/page', 'There is no text to read on this page'],
  ])('%s never will be, and says why', async (path, failure) => {
    const { save, kept, request } = await keep(path);
    await save();
    expect([await kept(), await request()]).toEqual([
      undefined,
      { state: 'failed', askedAt: now.toISOString(), failure },
    ]);
  });

  it('stays wanted while the site, or what keeps the pages, is away', async () => {
    const failing = await keep('/failing');
    await expect(failing.save()).rejects.toThrow();
    const waiting = await keep('/text', { open: async () => away } as unknown as PageStores);
    await expect(waiting.save()).rejects.toThrow(PagesAwayError);
    expect([await failing.request(), await waiting.request()]).toMatchObject([
      { state: 'waiting' },
      { state: 'waiting' },
    ]);
  });

  it('is not fetched when nobody wants it any more', async () => {
    const { id, save } = await keep('/text');
    await requests().settle(who, id);
    const before = site.seen.length;
    await save();
    expect(asked(before)).toEqual([]);
  });
});

it('pages of bookmarks that are gone for good are forgotten, wherever they are kept', async () => {
  const kept = [
    { bookmarkId: await add('a.test', '/1', { deletedAt: now }), userId: who },
    { bookmarkId: 'ffffffff-0000-4000-8000-000000000000', userId: who },
  ].sort((one, other) => (one.bookmarkId < other.bookmarkId ? -1 : 1));
  const forgotten: string[] = [];
  const store = {
    list: async (after: string | null) => (after === null ? kept : []),
    remove: async (_who: UserId, id: string) => forgotten.push(id) > 0,
  } as unknown as PageStore;
  const tidy = new TidyPages(people.lazy, { open: async () => store } as unknown as PageStores);
  expect(await tidy.run(running)).toBe(1);
  expect(forgotten).toEqual(['ffffffff-0000-4000-8000-000000000000']);
});

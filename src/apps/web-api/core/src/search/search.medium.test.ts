import {
  type BookmarkPage,
  bookmarkPageSchema,
  type NewBookmarkInput,
  paths,
  problemSchema,
} from '@bookmark-manager/contract';
import { createDatabase } from '@bookmark-manager/prisma';
import { urlKey } from '@bookmark-manager/prisma/derived';
import { type Service, until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from '../testing.ts';

let testApi: TestApi;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  api = await testApi.start((await testApi.migrated()).env);
  me = await signUp(api.url);
  for (const bookmark of shelf) await add(bookmark);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const add = async (bookmark: NewBookmarkInput): Promise<void> => {
  const answer = await me.ask(paths.bookmarks, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bookmark),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
};

const find = async (query: Record<string, string>): Promise<BookmarkPage> => {
  const answer = await me.ask(`${paths.bookmarks}?${new URLSearchParams(query)}`);
  return bookmarkPageSchema.parse(await answer.json());
};
/** What a search finds, by the last part of each address. */
const names = async (q: string, sort?: string): Promise<readonly string[]> =>
  (await find({ q, ...(sort ? { sort } : {}) })).items.map(({ url }) => new URL(url).pathname.slice(1));

/** Added in this order: the last is the newest. */
const shelf: readonly NewBookmarkInput[] = [
  { url: 'https://www.one.example.com/a', title: 'Wombats in JavaScript', tags: ['Zoo', 'two words'] },
  {
    url: 'https://two.test/b',
    title: '請求書の書き方',
    description: 'ガイド、東京都の例',
    folders: [['Work', 'Japan']],
  },
  { url: 'https://two.test/c', title: 'ｶﾞｲﾄﾞ', description: '東京と京都', tags: ['ZOO'] },
  { url: 'https://wombat.test/d', title: 'Nothing special' },
  { url: 'https://three.test/e', title: 'Machine learning', description: 'A wombat; machines' },
  {
    url: 'https://three.test/f',
    title: 'Learning about a machine',
    tags: ['wombat'],
    folders: [['Work'], ['Home', 'Work']],
  },
  { url: 'https://four.test/g?q=%E6%97%A5%E6%9C%AC', title: 'Café "quoted" \\ it\'s 100%' },
];

describe('a search', () => {
  it.each([
    ['', 'gfedcba'],
    ['wombat', 'afed'],
    ['WOMBAT', 'afed'],
    ['script', 'a'],
    ['ombat', ''],
    ['"wombat"', 'fed'],
    ['がいど', 'cb'],
    ['請求', 'b'],
    ['請求書', 'b'],
    ['求', 'b'],
    ['京都', 'cb'],
    ['東京都', 'b'],
    ['日本', 'g'],
    ['machine learning', 'fe'],
    ['"machine learning"', 'e'],
    ['cafe', 'g'],
    ["it's", 'g'],
    ['#zoo', 'ca'],
    ['#"two words"', 'a'],
    ['#two', ''],
    ['in:Work', 'fb'],
    ['in:/Work', 'fb'],
    ['in:work/japan', 'b'],
    ['in:Japan', 'b'],
    ['in:Home', 'f'],
    ['in:/Japan', ''],
    ['site:example.com', 'a'],
    ['site:https://www.three.test/x', 'fe'],
    ['site:hree.test', ''],
    ['is:untagged', 'gedb'],
    ['is:unread', ''],
    ['is:archived', ''],
    ['-is:unread wombat', 'afed'],
    ['before:2001', ''],
    ['after:2001 wombat', 'afed'],
    ['wombat -learning', 'ad'],
    ['-wombat', 'gcb'],
    ['請求 or cafe', 'gb'],
    ['(請求 or cafe) -in:Work', 'g'],
    ['wombat (#zoo or in:Home)', 'af'],
    ['is:untagged or #zoo', 'gedcba'],
    ['-(wombat or がいど)', 'g'],
    ['nowhere', ''],
    ['&', ''],
  ])('for %j finds %j, the best first', async (query, expected) => {
    expect((await names(query)).join('')).toBe(expected);
  });

  it('puts the newest first when it is asked to', async () => {
    expect(await names('wombat', 'newest')).toEqual(['f', 'e', 'd', 'a']);
  });

  it('says where the hits are, in the texts as they are', async () => {
    const [bookmark] = (await find({ q: 'がいど 東京' })).items;
    expect(bookmark).toMatchObject({ title: 'ｶﾞｲﾄﾞ', marks: { title: [[0, 5]], description: [[0, 2]] } });
    expect((await find({})).items[0]).not.toHaveProperty('marks');
  });

  it('that cannot be read is answered with the place', async () => {
    const answer = await me.ask(`${paths.bookmarks}?q=${encodeURIComponent('wombat (a')}`);
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(await answer.json())).toMatchObject({
      type: 'urn:bookmark-manager:unreadable-query',
      errors: [{ path: 'q', from: 7, to: 8, message: 'The parenthesis that opens here is not closed' }],
    });
  });

  it('finds nothing of another person', async () => {
    const other = await signUp(api.url, 'other@example.com');
    const answer = await other.ask(`${paths.bookmarks}?q=wombat`);
    expect(bookmarkPageSchema.parse(await answer.json()).items).toEqual([]);
  });
});

describe('paging', () => {
  /** Far more than are sorted all together, in each of the ways in which a word can be there. */
  const count = 5400;
  const link = (at: number): string => {
    const [title, tags, path] = [
      ['Pangolin', '', ''],
      ['Other', 'pangolin', ''],
      ['Other', '', 'pangolin/'],
    ][at % 3] ?? [''];
    const date = 1_400_000_000 + Math.floor(at / 4);
    return `<DT><A HREF="https://many.test/${path}${at}" ADD_DATE="${date}" TAGS="${tags}">${title} ${at}</A>`;
  };
  beforeAll(async () => {
    const links = Array.from({ length: count }, (_, at) => link(at)).join('');
    const body = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>${links}</DL><p>`;
    await me.ask(paths.import, { method: 'POST', headers: { 'content-type': 'text/html' }, body });
  });

  it.each([
    ['the best first', { q: 'pangolin' }, count],
    ['the newest first', { q: 'pangolin', sort: 'newest' }, count],
    ['without words', { q: 'site:many.test' }, count],
    ['of a few, the best first', { q: 'pangolin 1' }, 1],
  ])('%s shows every bookmark once, in order, while others are added', async (_what, query, least) => {
    const seen: BookmarkPage['items'] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page += 1) {
      const found: BookmarkPage = await find({ ...query, limit: '90', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...found.items);
      cursor = found.nextCursor;
      // newer than all others, and the best hit: it belongs before what was shown
      if (page < 3)
        await add({
          url: `https://many.test/new/${JSON.stringify(query)}/${page}`,
          title: 'Pangolin new',
          tags: ['pangolin'],
        });
    }
    const old = seen.filter(({ url }) => !url.includes('/new/'));
    expect(new Set(old.map(({ id }) => id)).size).toBe(old.length);
    expect(old.length).toBeGreaterThanOrEqual(least);
    const rank = ({ title, tags }: BookmarkPage['items'][number]) =>
      query.q.startsWith('pangolin') && !('sort' in query)
        ? [title.startsWith('Pangolin'), tags.length > 0].indexOf(true)
        : 0;
    const order = old.map((item) => `${(rank(item) + 3) % 3} ${9e15 - Date.parse(item.addedAt)}`);
    expect(order).toEqual(order.toSorted());
  });
});

it('what an older release wrote is found once a task has started, and is changed in nothing else', async () => {
  const { env } = await testApi.migrated();
  await using first = await testApi.start(env);
  const me = await signUp(first.url);
  await first[Symbol.asyncDispose]();
  const database = createDatabase({ url: env.DATABASE_URL ?? '', maxConnections: 1 });
  await database.bookmark.createMany({
    data: Array.from({ length: 120 }, (_, at) => {
      const url = `https://old.test/${at}`;
      return { userId: me.person.id, url, urlKey: urlKey(url), title: `請求書 ${at}`, search: `old form ${at}` };
    }),
  });
  const all = () =>
    database.bookmark.findMany({ orderBy: { url: 'asc' }, omit: { search: true, searchVersion: true } });
  const before = await all();
  await using second = await testApi.start(env);
  const hits = await until(30_000, async () => {
    const answer = await fetch(`${second.url}${paths.bookmarks}?q=${encodeURIComponent('請求')}&limit=100`, {
      headers: { cookie: me.cookie },
    });
    const { items, nextCursor } = bookmarkPageSchema.parse(await answer.json());
    return nextCursor === null ? undefined : items.length;
  });
  expect(hits).toBe(100);
  await until(30_000, () => second.lines.find((line) => line.includes('"rows":120')));
  expect(await all()).toEqual(before);
  await database.$disconnect();
});

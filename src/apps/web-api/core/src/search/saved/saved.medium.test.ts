import { inspect } from 'node:util';
import {
  feedSchema,
  paths,
  problemSchema,
  savedSearchesSchema,
  savedSearchSchema,
  searchPath,
  suggestionsSchema,
} from '@bookmark-manager/contract';
import { createDatabase } from '@bookmark-manager/prisma';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from '../../testing.ts';

let testApi: TestApi;
let api: Service;
let [me, other]: SignedIn[] = [];
let databaseUrl: string;
beforeAll(async () => {
  testApi = await createTestApi();
  const { env } = await testApi.migrated();
  databaseUrl = env.DATABASE_URL ?? '';
  api = await testApi.start(env);
  me = await signUp(api.url);
  other = await signUp(api.url, 'other@example.com');
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const as = (who: SignedIn | undefined): SignedIn => {
  if (who === undefined) throw new Error('nobody has signed up');
  return who;
};
const send = (who: SignedIn | undefined, method: string, path: string, body?: unknown) =>
  as(who).ask(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const save = async (name: string, q: string) =>
  savedSearchSchema.parse(await (await send(me, 'POST', paths.searches, { name, q })).json());

describe('a saved search', () => {
  it('is kept, listed by name, changed and forgotten', async () => {
    const saved = await save('To read', 'is:unread');
    expect(saved).toMatchObject({ name: 'To read', q: 'is:unread', sort: null, feedSince: null });
    await save('Animals', '#zoo');
    const { items } = savedSearchesSchema.parse(await (await as(me).ask(paths.searches)).json());
    expect(items.map(({ name }) => name)).toEqual(['Animals', 'To read']);
    const changed = await send(me, 'PATCH', searchPath(saved.id), { sort: 'newest', q: 'is:unread -#zoo' });
    expect(await changed.json()).toMatchObject({ name: 'To read', q: 'is:unread -#zoo', sort: 'newest' });
    expect((await send(me, 'DELETE', searchPath(saved.id))).status).toBe(204);
    expect((await as(me).ask(searchPath(saved.id))).status).toBe(404);
  });

  it('that cannot be read is not kept, and the answer says where', async () => {
    const answer = await send(me, 'POST', paths.searches, { name: 'Broken', q: 'a or' });
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(await answer.json()).errors).toMatchObject([{ path: 'q', from: 2, to: 4 }]);
  });

  it('has a name of its own', async () => {
    const taken = await save('Taken', 'a');
    expect((await send(me, 'POST', paths.searches, { name: 'Taken', q: 'b' })).status).toBe(409);
    const another = await save('Another', 'b');
    expect((await send(me, 'PATCH', searchPath(another.id), { name: taken.name })).status).toBe(409);
    expect((await send(other, 'POST', paths.searches, { name: 'Taken', q: 'b' })).status).toBe(201);
  });

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/feed'],
    ['DELETE', '/feed'],
  ])('of somebody else is not there: %s %s', async (method, rest) => {
    const saved = await save(`Mine ${method}${rest}`, 'a');
    const answer = await send(
      other,
      method,
      `${searchPath(saved.id)}${rest}`,
      method === 'PATCH' ? { q: 'b' } : undefined,
    );
    expect(answer.status).toBe(404);
    expect((await as(me).ask(searchPath(saved.id))).status).toBe(200);
  });
});

describe('a feed', () => {
  const makeFeed = async (id: string) =>
    feedSchema.parse(await (await send(me, 'POST', `${searchPath(id)}/feed`)).json());
  /** As a feed reader, who is nobody. */
  const read = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers });

  it('shows whoever knows its address what the search finds, and nothing more', async () => {
    for (const [url, tags] of [
      ['https://feed.test/in?a=1&b=2', ['feed']],
      ['https://feed.test/out', []],
    ] as const)
      await send(me, 'POST', paths.bookmarks, { url, title: 'Tom & <Jerry>', tags });
    await send(other, 'POST', paths.bookmarks, { url: 'https://feed.test/other', tags: ['feed'] });
    const saved = await save('Feed', '#feed');
    const { rss, atom } = await makeFeed(saved.id);
    for (const [path, type] of [
      [rss, 'application/rss+xml; charset=utf-8'],
      [atom, 'application/atom+xml; charset=utf-8'],
    ] as const) {
      const answer = await read(path);
      const written = await answer.text();
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
      expect(written).toContain('https://feed.test/in?a=1&amp;b=2');
      expect(written).toContain('Tom &amp; &lt;Jerry&gt;');
      expect(written).not.toMatch(/feed\.test\/o/);
      const again = await read(path, { 'if-none-match': answer.headers.get('etag') ?? '' });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  it('ends when another is made, when it is ended, and with its search; its secret is not kept', async () => {
    const saved = await save('Secret', '#feed');
    const first = await makeFeed(saved.id);
    const second = await makeFeed(saved.id);
    expect([(await read(first.rss)).status, (await read(second.rss)).status]).toEqual([404, 200]);
    const database = createDatabase({ url: databaseUrl, maxConnections: 1 });
    const row = await database.search.findUniqueOrThrow({ where: { id: saved.id } });
    await database.$disconnect();
    expect(inspect(row)).not.toContain(second.rss.replace(/.*\/|\..*/g, ''));
    await send(me, 'DELETE', `${searchPath(saved.id)}/feed`);
    expect((await read(second.rss)).status).toBe(404);
    const third = await makeFeed(saved.id);
    await send(me, 'DELETE', searchPath(saved.id));
    expect((await read(third.atom)).status).toBe(404);
  });

  it.each(['x.rss', 'x', 'x.html', '.rss', '%00.rss', 'x'.repeat(90)])('at %s is not there', async (file) => {
    const answer = await read(`/api/feeds/${file}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('is not in the log by its address', async () => {
    const { rss } = await makeFeed((await save('Logged', '')).id);
    await read(rss);
    expect(api.lines.join('\n')).toContain('"route":"/api/feeds/:file"');
    expect(api.lines.join('\n')).not.toContain(rss.replace(/.*\/|\..*/g, ''));
  });
});

describe('suggestions', () => {
  it("are somebody's own tags, and operators", async () => {
    const database = createDatabase({ url: databaseUrl, maxConnections: 1 });
    const tag = (userId: string, name: string, count: number) => {
      const counted = { userId, name, count };
      return database.tag.upsert({ where: { userId_name: { userId, name } }, create: counted, update: counted });
    };
    await tag(as(me).person.id, 'Siam', 3);
    await tag(as(me).person.id, 'unused since', 0);
    await tag(as(other).person.id, 'sibling', 5);
    await database.$disconnect();
    const answer = await as(me).ask(`${paths.suggest}?${new URLSearchParams({ q: 'foo (-si' })}`);
    expect(suggestionsSchema.parse(await answer.json()).items).toEqual([
      { kind: 'operator', text: 'site:', from: 6, count: null },
      { kind: 'tag', text: '#Siam', from: 6, count: 3 },
    ]);
  });
});

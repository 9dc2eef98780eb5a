import {
  bookmarkPath,
  bookmarkSchema,
  linkCheckSchema,
  pageRequestSchema,
  paths,
  previewSchema,
  problemSchema,
  savedPageSchema,
} from '@bookmark-manager/contract';
import { html, startSite, type TestSite } from '@bookmark-manager/fetching/testing';
import { type Service, until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from '../testing.ts';

const words = '読むための文章がここにあります。十分に長くなければなりません。'.repeat(10);

const png = Buffer.from('\x89PNG\r\n\x1a\n and what follows', 'latin1');
const headOf = (picture: string) =>
  `<title>T</title><link rel="icon" href="/icon.png"><meta property="og:image" content="${picture}">`;

let testApi: TestApi;
let site: TestSite;
let api: Service;
/** One that is told of a MongoDB which is not there. */
let withoutMongo: Service;
let me: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  site = await startSite({
    '/page': html(`<html lang="ja"><title>題名</title><body><p>${words}</p><p>${words}</p></body></html>`),
    '/image': html('x', 'image/png'),
    '/pictured': html(headOf('/large.png')),
    '/drawn': html(headOf('/drawing.svg')),
    '/inside': html(headOf('http://169.254.170.2/v2/credentials')),
    '/icon.png': html(png),
    '/large.png': html(png, 'text/plain'),
    '/drawing.svg': html('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'),
  });
  testApi = await createTestApi();
  const env = { ...(await testApi.migrated()).env, FETCH_ALLOW: `127.0.0.1:${site.port}` };
  api = await testApi.start(env);
  const others = { ...(await testApi.migrated()).env, MONGODB_URI: 'mongodb://secret-user:hidden@127.0.0.1:1/x' };
  withoutMongo = await testApi.start({ ...env, ...others });
  [me, other] = [await signUp(api.url), await signUp(api.url, 'other@example.com')];
}, 300_000);
afterAll(async () => {
  await withoutMongo[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const url = (path: string) => site.at('127.0.0.1', path);
const add = async (path: string, who = me): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ url: url(path) });
  const answer = await who.ask(paths.bookmarks, { method: 'POST', headers, body });
  return bookmarkPath(bookmarkSchema.parse(await answer.json()).id);
};
const preview = (address: string) => me.ask(`${paths.preview}?url=${encodeURIComponent(address)}`);
const post = (path: string, who = me) => who.ask(path, { method: 'POST' });

describe('the API', () => {
  it('says what a page is before it is a bookmark', async () => {
    const answer = await preview(url('/page'));
    expect([answer.status, previewSchema.parse(await answer.json())]).toMatchObject([
      200,
      { url: url('/page'), title: '題名', language: 'ja', icon: url('/favicon.ico') },
    ]);
  });

  it.each([
    ['the credentials of the task', 'http://169.254.170.2/v2/credentials', 422],
    ['the metadata of the machine', 'http://[::ffff:169.254.169.254]/latest/meta-data/', 422],
    ['the database', 'http://127.0.0.1:5432/', 422],
    ['no page', 'image', 422],
    ['nothing', 'none', 422],
    ['a script', 'javascript:alert(1)', 400],
  ])('does not show %s', async (_what, address, status) => {
    const answer = await preview(address.includes(':') ? address : url(`/${address}`));
    expect([answer.status, problemSchema.parse(await answer.json()).status]).toEqual([status, status]);
  });

  it('shows the icon of a site and the picture of a page, as pictures only', async () => {
    const bookmark = await add('/pictured');
    await post(`${bookmark}/check`);
    const { icon, picture } = bookmarkSchema.parse(await (await me.ask(bookmark)).json());
    const shown = [await me.ask(icon ?? ''), await me.ask(picture ?? ''), await me.ask(picture ?? '')];
    for (const answer of shown) {
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual(
        [200, 'image/png', 'nosniff'],
      );
      expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    }
    expect(shown[0]?.headers.get('cache-control')).toContain('immutable');
    expect(site.seen.filter((line) => line.includes('/large.png'))).toHaveLength(1);
    expect((await other.ask(picture ?? '')).status).toBe(404);
  });

  it.each(['/drawn', '/page?plain', '/inside'])('has no picture of %s', async (path) => {
    const bookmark = await add(path);
    await post(`${bookmark}/check`);
    expect((await me.ask(`${bookmark}/picture`)).status).toBe(404);
    expect((await me.ask(`/api/v1/icons/${'0'.repeat(64)}`)).status).toBe(404);
  });

  it('visits a link when it is asked to, and knows its title then', async () => {
    const bookmark = await add('/page');
    const check = linkCheckSchema.parse(await (await post(`${bookmark}/check`)).json());
    expect(check).toMatchObject({ result: 'ok', status: 200, movedTo: null });
    const list = await (await me.ask(paths.bookmarks)).json();
    expect(list).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ title: '題名' })]) });
  });

  it('keeps a page, shows it, and forgets it', async () => {
    const bookmark = await add('/page?keep');
    const wanted = await post(`${bookmark}/page`);
    expect([wanted.status, pageRequestSchema.parse(await wanted.json()).state]).toEqual([202, 'waiting']);
    const kept = await until(30_000, async () => {
      const answer = await me.ask(`${bookmark}/page`);
      return answer.status === 200 ? savedPageSchema.parse(await answer.json()) : undefined;
    });
    expect(kept).toMatchObject({ title: '題名', blocks: [{ kind: 'paragraph', text: words }, { text: words }] });
    const forget = await me.ask(`${bookmark}/page`, { method: 'DELETE' });
    expect([forget.status, (await me.ask(`${bookmark}/page`)).status]).toEqual([204, 404]);
  });

  it('has nothing of anybody else', async () => {
    const bookmark = await add('/page?mine');
    await post(`${bookmark}/page`);
    const answers = await Promise.all([
      other.ask(`${bookmark}/page`),
      other.ask(`${bookmark}/page`, { method: 'DELETE' }),
      post(`${bookmark}/page`, other),
      post(`${bookmark}/check`, other),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('says that saved pages are away, keeps the wish, and does all else', async () => {
    const somebody = await signUp(withoutMongo.url);
    const { ask } = somebody;
    const bookmark = await add('/page?away', somebody);
    expect((await post(`${bookmark}/page`, somebody)).status).toBe(202);
    const answer = await ask(`${bookmark}/page`);
    expect([answer.status, problemSchema.parse(await answer.json()).type]).toEqual([
      503,
      'urn:bookmark-manager:pages-away',
    ]);
    expect((await ask(paths.bookmarks)).status).toBe(200);
    expect((await ask(paths.ready)).status).toBe(200);
    expect(withoutMongo.lines.join('')).not.toMatch(/hidden|secret-user/);
  });
});

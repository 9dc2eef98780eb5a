import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();

describe('the list page', () => {
  it('shows the bookmarks in the HTML itself', async () => {
    web.lists(bookmark({ title: 'A <b>title</b>', tags: ['tag one'], folders: [['Work', 'Japan']] }));
    const html = await web.page('/');
    expect(html).toContain('A &lt;b&gt;title&lt;/b&gt;');
    expect(html).toContain('Work › Japan');
    expect(html).toContain('/?q=%23%22tag+one%22');
  });

  it('links no address that is not a web address', async () => {
    web.lists(bookmark({ url: 'javascript:alert(1)', title: 'Trap' }));
    const html = await web.page('/');
    expect(html).toContain('Trap');
    expect(html).not.toContain('href="javascript:');
  });

  it.each([
    ['ja,en;q=0.8', 'lang="ja"', 'ブックマークを追加'],
    ['fr', 'lang="en"', 'Add a bookmark'],
  ])('speaks to a reader of %s', async (language, lang, text) => {
    const html = await web.page('/', { 'accept-language': language });
    expect(html).toContain(lang);
    expect(html).toContain(text);
  });

  it('passes search and cursor on, with the id of the request', async () => {
    await web.page('/?q=%E6%97%A5%E6%9C%AC&cursor=abc', { 'x-request-id': 'from-the-door' });
    expect(web.api.asked.map(({ url }) => url).sort()).toEqual([
      '/api/v1/bookmarks?limit=25&q=%E6%97%A5%E6%9C%AC&cursor=abc',
      '/api/v1/overview?top=30',
    ]);
    for (const { headers } of web.api.asked) expect(headers['x-request-id']).toBe('from-the-door');
  });

  it('asks once more when a connection breaks', async () => {
    let first = true;
    web.api.answer = ({ url }, response) => {
      if (!url.startsWith('/api/v1/bookmarks')) return sendJson(response, 200, { items: [] });
      if (first) response.destroy();
      else sendJson(response, 200, { items: [bookmark({ title: 'Second try' })], nextCursor: null });
      first = false;
    };
    expect(await web.page('/')).toContain('Second try');
  });

  it.each([
    ['breaks every connection', (response: ServerResponse) => void response.destroy()],
    ['fails', (response: ServerResponse) => sendJson(response, 500, {})],
    ['answers nonsense', (response: ServerResponse) => void response.end('<html>')],
  ])('stays usable when the API %s', async (_what, answer) => {
    web.api.answer = (_asked, response) => answer(response);
    const answered = await fetch(`${web.url}/`, { headers: { cookie: 'session=of.some.body' } });
    const html = await answered.text();
    expect(answered.status).toBe(200);
    expect(html).toContain('cannot be reached');
    expect(html).toContain('name="q"');
  });

  it('has folders, tags and saved searches beside it', async () => {
    web.api.answer = answerAll;
    const html = await web.page('/');
    for (const beside of ['箱根', '温泉', '未読の旅行']) expect(html).toContain(`>${beside}`);
    expect(html).toMatch(/<img[^>]+src="\/api\/v1\/icons\/a+"/);
  });

  it('waits for no side bar that is late, and not for ever for the list', async () => {
    web.api.answer = ({ url }, response) => {
      if (url === '/api/v1/bookmarks?limit=25')
        sendJson(response, 200, { items: [bookmark({ title: 'There' })], nextCursor: null });
    };
    const [inTime, tooLate] = await Promise.all([web.page('/'), web.page('/?q=late')]);
    expect(inTime).toContain('There');
    expect(inTime).toContain('href="/?q=is%3Aunread"');
    expect(tooLate).toContain('cannot be reached');
    expect(tooLate).toMatch(/give the number [\w-]+/);
    expect(tooLate).toContain('href="/?q=late"');
  });

  it('marks the hits, and says where a search cannot be read', async () => {
    web.api.answer = (_asked, response) =>
      sendJson(response, 200, {
        items: [{ ...bookmark({ title: 'a <b> c' }), marks: { title: [[2, 5]] } }],
        nextCursor: null,
      });
    expect(await web.page('/?q=b')).toContain('a <mark>&lt;b&gt;</mark> c');
    const error = { path: 'q', message: 'The parenthesis that opens here is not closed', from: 2, to: 3 };
    web.api.answer = (_asked, response) => {
      const problem = { type: 'urn:bookmark-manager:unreadable-query', title: '', status: 400, requestId: 'x' };
      sendJson(response, 400, { ...problem, errors: [error] });
    };
    const html = await web.page('/?q=a+(b', { 'accept-language': 'ja' });
    expect(html).toContain('a <mark>(</mark>b');
    expect(html).toContain('ここで開いた括弧が閉じられていません。');
  });

  it('leads to older bookmarks in the same search and order, and back to the newest', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 200, { items: [bookmark({})], nextCursor: 'next' });
    const html = await web.page('/?q=a&sort=newest&cursor=this');
    expect(html).toContain('href="/?q=a&amp;sort=newest&amp;cursor=next"');
    expect(html).toContain('href="/?q=a&amp;sort=newest"');
  });
});

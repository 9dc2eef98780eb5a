import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

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
      '/api/v1/folders',
      '/api/v1/searches',
      '/api/v1/tags?top=30',
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
});

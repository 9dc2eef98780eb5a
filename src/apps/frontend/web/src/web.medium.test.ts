import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bookmark, ImportReport } from '@bookmark-manager/contract';
import { type Service, startService, until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtImage, type FakeApi, sendJson, startFakeApi } from './testing.ts';

let folder: string;
let api: FakeApi;
let web: Service;
const start = (env: Record<string, string> = {}) =>
  startService({
    folder,
    file: 'server.js',
    env: { NODE_ENV: 'production', API_ORIGIN: api.origin, DRAIN_SECONDS: '0', ...env },
  });

beforeAll(async () => {
  folder = await builtImage();
  api = await startFakeApi();
  web = await start();
}, 240_000);
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});
beforeEach(() => {
  api.asked.length = 0;
  api.answer = (_asked, response) => sendJson(response, 200, { items: [], nextCursor: null });
});

const bookmark = (given: Partial<Bookmark>): Bookmark => ({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  url: 'https://example.com/',
  title: 'Example',
  description: '',
  tags: [],
  folders: [],
  addedAt: '2026-11-24T00:00:00.000Z',
  createdAt: '2026-11-24T00:00:00.000Z',
  modifiedAt: '2026-11-24T00:00:00.000Z',
  ...given,
});
const listing = (...items: Bookmark[]) => {
  api.answer = (_asked, response) => sendJson(response, 200, { items, nextCursor: null });
};
const page = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${web.url}${path}`, { headers })).text();
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${web.url}${path}`, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

describe('the list page', () => {
  it('shows the bookmarks in the HTML itself', async () => {
    listing(bookmark({ title: 'A <b>title</b>', tags: ['tag one'], folders: [['Work', 'Japan']] }));
    const html = await page('/');
    expect(html).toContain('A &lt;b&gt;title&lt;/b&gt;');
    expect(html).toContain('Work › Japan');
    expect(html).toContain('/?q=tag%20one');
  });

  it('links no address that is not a web address', async () => {
    listing(bookmark({ url: 'javascript:alert(1)', title: 'Trap' }));
    const html = await page('/');
    expect(html).toContain('Trap');
    expect(html).not.toContain('href="javascript:');
  });

  it.each([
    ['ja,en;q=0.8', 'lang="ja"', 'ブックマークを追加'],
    ['fr', 'lang="en"', 'Add a bookmark'],
  ])('speaks to a reader of %s', async (language, lang, text) => {
    const html = await page('/', { 'accept-language': language });
    expect(html).toContain(lang);
    expect(html).toContain(text);
  });

  it('passes search and cursor on, with the id of the request', async () => {
    await page('/?q=%E6%97%A5%E6%9C%AC&cursor=abc', { 'x-request-id': 'from-the-door' });
    expect(api.asked).toMatchObject([
      {
        url: '/api/v1/bookmarks?limit=25&q=%E6%97%A5%E6%9C%AC&cursor=abc',
        headers: { 'x-request-id': 'from-the-door' },
      },
    ]);
  });

  it('asks once more when a connection breaks', async () => {
    let first = true;
    api.answer = (_asked, response) => {
      if (first) response.destroy();
      else sendJson(response, 200, { items: [bookmark({ title: 'Second try' })], nextCursor: null });
      first = false;
    };
    expect(await page('/')).toContain('Second try');
  });

  it.each([
    ['breaks every connection', (response: import('node:http').ServerResponse) => void response.destroy()],
    ['fails', (response: import('node:http').ServerResponse) => sendJson(response, 500, {})],
    ['answers nonsense', (response: import('node:http').ServerResponse) => void response.end('<html>')],
  ])('stays usable when the API %s', async (_what, answer) => {
    api.answer = (_asked, response) => answer(response);
    const answered = await fetch(`${web.url}/`);
    const html = await answered.text();
    expect(answered.status).toBe(200);
    expect(html).toContain('cannot be reached');
    expect(html).toContain('name="q"');
  });
});

describe('forms without a script', () => {
  it('add', async () => {
    api.answer = (_asked, response) => sendJson(response, 201, bookmark({}));
    const answer = await post('/actions/add', { url: ' https://example.com/ ', title: 'T', tags: 'a, b、c' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?notice=added']);
    expect(JSON.parse(api.asked[0]?.body.toString() ?? '')).toEqual({
      url: 'https://example.com/',
      title: 'T',
      tags: ['a', 'b', 'c'],
    });
  });

  it('keep what was typed when the address is none', async () => {
    const answer = await post('/actions/add', { url: 'nonsense', title: 'Kept' });
    const location = answer.headers.get('location') ?? '';
    expect(api.asked).toEqual([]);
    const html = await page(location);
    expect(html).toContain('value="nonsense"');
    expect(html).toContain('value="Kept"');
    expect(html).toContain('not a web address');
  });

  it('delete', async () => {
    api.answer = (_asked, response) => void response.writeHead(204).end();
    const answer = await post('/actions/delete', { id: '0f8fad5b-d9cb-469f-a165-70867728950e' });
    expect(answer.headers.get('location')).toBe('/?notice=deleted');
    expect(api.asked).toMatchObject([
      { method: 'DELETE', url: '/api/v1/bookmarks/0f8fad5b-d9cb-469f-a165-70867728950e' },
    ]);
  });

  it('are refused when another site sent them', async () => {
    const answer = await post('/actions/delete', { id: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.headers.get('location')).toBe('/?problem=foreign');
    expect(api.asked).toEqual([]);
  });
});

describe('the import', () => {
  const report: ImportReport = {
    encoding: 'utf-8',
    complete: true,
    links: 3,
    added: 2,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    skipped: 1,
    skippedBecause: { javascript: 1 },
    skippedLinks: [{ title: 'S', url: 'javascript:1', because: 'javascript' }],
  };
  const upload = (bytes: number, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(bytes, 'x')]), 'b.html');
    return fetch(`${web.url}/actions/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
  };

  it('passes every byte on, also beyond a megabyte', async () => {
    api.answer = (_asked, response) => sendJson(response, 200, report);
    const answer = await upload(15_000_000, { accept: 'application/json' });
    expect(await answer.json()).toEqual({ report });
    expect(api.asked[0]?.body.length).toBeGreaterThan(15_000_000);
    expect(api.asked[0]?.headers['content-type']).toContain('multipart/form-data; boundary=');
  });

  it('shows the counts to a reader without a script', async () => {
    api.answer = (_asked, response) => sendJson(response, 200, report);
    const location = (await upload(10)).headers.get('location') ?? '';
    expect(await page(location)).toMatch(/Left out<\/dt><dd[^>]*>1</);
  });

  it('refuses a file that is too large without asking the API', async () => {
    const answer = await upload(100_000_000, { accept: 'application/json' });
    expect([answer.status, await answer.json()]).toEqual([413, { problem: 'too-large' }]);
    expect(api.asked).toEqual([]);
  });
});

describe('the server', () => {
  it('starts within three seconds', () => {
    expect(web.startMs).toBeLessThan(3000);
  });

  it('answers /health without asking anybody', async () => {
    const answer = await fetch(`${web.url}/health`);
    expect([answer.status, answer.headers.get('keep-alive'), api.asked.length]).toEqual([200, 'timeout=75', 0]);
  });

  it('answers an unknown address with a page', async () => {
    const answer = await fetch(`${web.url}/none`);
    expect([answer.status, (await answer.text()).includes('There is no such page')]).toEqual([404, true]);
  });

  it.each(['/', '/import'])('sends at most 150 kB of compressed script for %s, for ever', async (path) => {
    const html = await page(path);
    const scripts = new Set([...html.matchAll(/\/_next\/static\/[^"\\]+?\.js/g)].map(([script]) => script));
    let bytes = 0;
    for (const script of scripts) {
      if (new RegExp(`${script}"[^>]* noModule`).test(html)) continue;
      const answer = await fetch(`${web.url}${script}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      bytes += Number(answer.headers.get('content-length'));
      expect(gzipSync(await answer.text()).length).toBeGreaterThan(0);
    }
    expect(scripts.size).toBeGreaterThan(3);
    expect(bytes).toBeLessThanOrEqual(150_000);
  });

  it.each([
    '/_next/static/../server.js',
    '/_next/static/%2e%2e/BUILD_ID',
    '/_next/static/.hidden.js',
    '/_next/static/none.js',
  ])('keeps %s to itself', async (path) => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(`${web.url}`, { path }, (response) => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(404);
  });

  it('logs where requests go and not what was searched for', async () => {
    await page('/?q=private-matter');
    await until(2000, () => web.lines.find((line) => line.includes('"path":"/"')));
    expect(web.lines.join('\n')).not.toContain('private-matter');
  });

  it('finishes the page in flight when it is told to stop, and ends with 0', async () => {
    await using own = await start();
    let release = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      api.answer = async (_asked, response) => {
        resolve();
        await new Promise<void>((go) => {
          release = go;
        });
        sendJson(response, 200, { items: [bookmark({ title: 'In time' })], nextCursor: null });
      };
    });
    const answer = fetch(`${own.url}/`);
    await waiting;
    own.process.kill('SIGTERM');
    await until(5000, () => own.lines.find((line) => line.includes('"draining"')));
    release();
    expect(await (await answer).text()).toContain('In time');
    expect(await own.exit).toBe(0);
  });

  it('holds nothing that leads out of its folder', async () => {
    const { readdir } = await import('node:fs/promises');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isSymbolicLink())).toEqual([]);
    expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toEqual({ type: 'module' });
  });
});

import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import type { Import } from '@bookmark-manager/contract';
import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

const web = servedWeb();

describe('forms without a script', () => {
  it('add', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 201, bookmark({}));
    const answer = await web.post('/actions/add', { url: ' https://example.com/ ', title: 'T', tags: 'a, b、c' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/?notice=added#b-${bookmark({}).id}`]);
    expect(JSON.parse(web.api.asked[0]?.body.toString() ?? '')).toEqual({
      ...{ url: 'https://example.com/', title: 'T', description: '', notes: '' },
      ...{ tags: ['a', 'b', 'c'], folders: [] },
    });
  });

  it('keep what was typed when the address is none', async () => {
    const answer = await web.post('/actions/add', { url: 'nonsense', title: 'Kept' });
    const location = answer.headers.get('location') ?? '';
    expect(web.api.asked).toEqual([]);
    const html = await web.page(location);
    expect(html).toContain('value="nonsense"');
    expect(html).toContain('value="Kept"');
    expect(html).toContain('not a web address');
  });

  it('delete', async () => {
    const [id, next, change] = [1, 2, 3].map((digit) => `0f8fad5b-d9cb-469f-a165-00000000000${digit}`);
    web.api.answer = (_asked, response) =>
      void response.writeHead(204, { location: `/api/v1/changes/${change}` }).end();
    const answer = await web.post('/actions/delete', { id: `${id} ${next}`, back: '/?q=%23a&cursor=c' });
    expect(answer.headers.get('location')).toBe(`/?q=%23a&cursor=c&notice=deleted&change=${change}#b-${next}`);
    expect(web.api.asked).toMatchObject([{ method: 'DELETE', url: `/api/v1/bookmarks/${id}` }]);
  });

  it('are refused when another site sent them', async () => {
    const answer = await web.post('/actions/delete', { id: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.headers.get('location')).toBe('/?problem=foreign');
    expect(web.api.asked).toEqual([]);
  });
});

describe('the import', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const running: Import = {
    ...{
      id,
      state: 'running',
      failure: null,
      finishedAt: null,
      progress: 0.25,
      bytes: 100,
      format: null,
      complete: null,
    },
    ...{ createdAt: '2026-11-24T00:00:00.000Z', encoding: 'utf-8', skippedBecause: {} },
    ...{ links: 1, added: 1, updated: 0, unchanged: 0, duplicates: 0, skipped: 0 },
  };
  const done: Import = {
    ...{
      ...running,
      state: 'done',
      finishedAt: '2026-11-24T00:00:01.000Z',
      progress: 1,
      format: 'csv',
      complete: true,
    },
    ...{ links: 3, added: 2, skipped: 1, skippedBecause: { javascript: 1 } },
  };
  const left = { position: 3, title: 'Script', url: 'javascript:1', because: 'javascript' };
  const signedIn = { cookie: 'session=a.b.c' };
  const upload = (bytes: number, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(bytes, 'x')]), 'b.html');
    return fetch(`${web.url}/actions/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
  };

  it('passes every byte on, also beyond a megabyte', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 202, running);
    const answer = await upload(15_000_000, { accept: 'application/json' });
    expect(await answer.json()).toEqual({ page: `/import/${id}` });
    expect(web.api.asked[0]?.body.length).toBeGreaterThan(15_000_000);
    expect(web.api.asked[0]?.headers['content-type']).toContain('multipart/form-data; boundary=');
  });

  it('leads a reader without a script to a page that asks again until all is read', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 202, running);
    const location = (await upload(10)).headers.get('location') ?? '';
    expect(location).toBe(`/import/${id}`);
    const html = await web.page(location, signedIn);
    expect(html).toMatch(/<meta http-equiv="refresh" content="2"\/?>/i);
    expect(html).toMatch(/<progress[^>]*value="25"/);
  });

  it('shows then what became of the links, and each that was left out', async () => {
    web.api.answer = ({ url }, response) =>
      sendJson(response, 200, url.endsWith('/left-out') ? { items: [left], next: null } : done);
    const html = await web.page(`/import/${id}`, signedIn);
    expect(html).not.toContain('http-equiv="refresh"');
    expect(html).toMatch(/Left out<\/dt><dd[^>]*>1</);
    expect(html).toContain('Script</span>');
  });

  it('says why one failed, and knows nothing of one that is somebody else’s', async () => {
    web.api.answer = (_asked, response) =>
      sendJson(response, 200, { ...done, state: 'failed', failure: 'not-a-bookmarks-file' });
    expect(await web.page(`/import/${id}`, signedIn)).toContain('There are no bookmarks in that file');
    const problem = { type: 'urn:bookmark-manager:not-found', title: '', status: 404, requestId: 'x' };
    web.api.answer = (_asked, response) => sendJson(response, 404, problem);
    expect((await fetch(`${web.url}/import/${id}`, { headers: signedIn })).status).toBe(404);
  });

  it('refuses any other form that is too large, and one that does not say how large it is', async () => {
    const large = await web.post('/actions/sign-in', { email: 'x'.repeat(2 ** 20) });
    await using upload = startUpload(`${web.url}/actions/sign-in`);
    await upload.send();
    expect([large.status, await upload.answer]).toEqual([413, 'HTTP/1.1 411 Length Required']);
    expect(web.api.asked).toEqual([]);
  });

  it('refuses a file that is too large without asking the API', async () => {
    const answer = await upload(100_000_000, { accept: 'application/json' });
    expect([answer.status, await answer.json()]).toEqual([413, { problem: 'too-large' }]);
    expect(web.api.asked).toEqual([]);
  });

  it('asks for a file when the form holds none', async () => {
    const problem = { type: 'urn:bookmark-manager:invalid-request', title: '', status: 400, requestId: 'x' };
    web.api.answer = (_asked, response) => sendJson(response, 400, problem);
    expect((await upload(0)).headers.get('location')).toBe('/import?problem=no-file');
  });

  it('lets go of what still comes after it was refused, so that its sender hears so', async () => {
    web.api.take = refusedAfter(0);
    await using upload = startUpload(`${web.url}/actions/import`);
    for (let sent = 0; sent < 60; sent += 1) await upload.send();
    expect(await upload.answer).toBe('HTTP/1.1 413 Payload Too Large');
  });

  it('keeps nothing of uploads that were refused', async () => {
    web.api.take = refusedAfter(20 * MIB);
    const refused = async () => {
      await using upload = startUpload(`${web.url}/actions/import`);
      let answered = false;
      void upload.answer.then(() => {
        answered = true;
      });
      while (!answered) await upload.send();
    };
    await refused();
    const before = web.memoryMib;
    for (let count = 0; count < 8; count += 1) await refused();
    expect(web.memoryMib - before).toBeLessThan(80);
  });
});

const MIB = 2 ** 20;

/** An API that refuses a file once it has read so much of it. */
const refusedAfter =
  (most: number): RequestListener =>
  (request, response) => {
    const problem = { type: 'urn:bookmark-manager:too-large', title: '', status: 413, requestId: 'x' };
    let bytes = 0;
    const count = (length: number) => {
      bytes += length;
      if (bytes >= most && !response.writableEnded) sendJson(response, 413, problem);
    };
    count(0);
    request.on('data', (chunk: Buffer) => count(chunk.length));
  };

/** Sends a form whose length it does not say, a mebibyte with each `send`; `answer` is the answer's first line. */
const startUpload = (url: string) => {
  const { hostname, port, pathname } = new URL(url);
  // what becomes of the connection after the answer is nobody's concern
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  const answer = once(socket, 'data').then(([data]) => String(data).split('\r\n', 1)[0]);
  const write = (text: string) => new Promise<void>((resolve) => socket.write(text, () => resolve()));
  const chunk = (text: string) => write(`${text.length.toString(16)}\r\n${text}\r\n`);
  const headers = ['host: x', 'accept: application/json', 'content-type: multipart/form-data; boundary=b'];
  void write(`POST ${pathname} HTTP/1.1\r\n${headers.join('\r\n')}\r\ntransfer-encoding: chunked\r\n\r\n`);
  void chunk('--b\r\nContent-Disposition: form-data; name="file"; filename="b.html"\r\n\r\n');
  return {
    answer,
    send: () => chunk('x'.repeat(MIB)),
    [Symbol.asyncDispose]: async () => void socket.destroy(),
  };
};

import type { ImportReport } from '@bookmark-manager/contract';
import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

const web = servedWeb();

describe('forms without a script', () => {
  it('add', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 201, bookmark({}));
    const answer = await web.post('/actions/add', { url: ' https://example.com/ ', title: 'T', tags: 'a, b、c' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?notice=added']);
    expect(JSON.parse(web.api.asked[0]?.body.toString() ?? '')).toEqual({
      url: 'https://example.com/',
      title: 'T',
      tags: ['a', 'b', 'c'],
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
    web.api.answer = (_asked, response) => void response.writeHead(204).end();
    const answer = await web.post('/actions/delete', { id: '0f8fad5b-d9cb-469f-a165-70867728950e' });
    expect(answer.headers.get('location')).toBe('/?notice=deleted');
    expect(web.api.asked).toMatchObject([
      { method: 'DELETE', url: '/api/v1/bookmarks/0f8fad5b-d9cb-469f-a165-70867728950e' },
    ]);
  });

  it('are refused when another site sent them', async () => {
    const answer = await web.post('/actions/delete', { id: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.headers.get('location')).toBe('/?problem=foreign');
    expect(web.api.asked).toEqual([]);
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
    web.api.answer = (_asked, response) => sendJson(response, 200, report);
    const answer = await upload(15_000_000, { accept: 'application/json' });
    expect(await answer.json()).toEqual({ report });
    expect(web.api.asked[0]?.body.length).toBeGreaterThan(15_000_000);
    expect(web.api.asked[0]?.headers['content-type']).toContain('multipart/form-data; boundary=');
  });

  it('shows the counts to a reader without a script', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 200, report);
    const location = (await upload(10)).headers.get('location') ?? '';
    expect(await web.page(location)).toMatch(/Left out<\/dt><dd[^>]*>1</);
  });

  it('refuses a file that is too large without asking the API', async () => {
    const answer = await upload(100_000_000, { accept: 'application/json' });
    expect([answer.status, await answer.json()]).toEqual([413, { problem: 'too-large' }]);
    expect(web.api.asked).toEqual([]);
  });
});

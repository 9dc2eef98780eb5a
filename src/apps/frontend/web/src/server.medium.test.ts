import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { until } from '@bookmark-manager/serving/testing';
import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

const web = servedWeb();

describe('the server', () => {
  it('answers /health without asking anybody', async () => {
    const answer = await fetch(`${web.url}/health`);
    expect([answer.status, answer.headers.get('keep-alive'), web.api.asked.length]).toEqual([200, 'timeout=75', 0]);
  });

  it('behind an HTTP API tells the API what that says of a reader, and the browser to come by HTTPS', async () => {
    await using behind = await web.start({ FRONT_DOOR: 'http-api' });
    const door = { 'x-door-client': '203.0.113.9', 'x-door-proto': 'https', 'x-door-host': 'b.test' };
    const made = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-host': 'evil.test', origin: 'https://b.test' };
    const cookie = 'session=of.some.body';
    const page = await fetch(`${behind.url}/`, { headers: { cookie, ...made, ...door } });
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(web.api.asked[0]?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'x-door-client': '203.0.113.9',
      'x-door-proto': 'https',
    });
    const undo = async (headers: Record<string, string>) => {
      const body = new URLSearchParams({ change: '1' });
      const answer = await fetch(`${behind.url}/actions/undo`, { method: 'POST', body, headers, redirect: 'manual' });
      return answer.headers.get('location')?.includes('problem=foreign');
    };
    expect([await undo({ cookie, ...made, ...door }), await undo({ cookie, ...made })]).toEqual([false, true]);
  });

  it('lets no script run in a page but its own, with a nonce that is new each time', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/sign-in', '/none']) {
      const answer = await fetch(`${web.url}${path}`, {
        headers: { cookie: 'session=of.some.body', 'content-security-policy': "script-src 'unsafe-inline'" },
      });
      const policy = answer.headers.get('content-security-policy') ?? '';
      const [, nonce] = /script-src 'nonce-([\w+/=]+)' 'strict-dynamic'/.exec(policy) ?? [];
      const html = await answer.text();
      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(3);
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("default-src 'none'");
      expect(html).not.toMatch(/ (style|on\w+)="/);
      nonces.add(nonce ?? '');
    }
    expect(nonces.size).toBe(3);
  });

  it('answers an unknown address with a page', async () => {
    const answer = await fetch(`${web.url}/none`);
    expect([answer.status, (await answer.text()).includes('There is no such page')]).toEqual([404, true]);
  });

  it.each([
    '/_next/static/../server.js',
    '/_next/static/%2e%2e/BUILD_ID',
    '/_next/static/.hidden.js',
    '/_next/static/none.js',
  ])('keeps %s to itself', async (path) => {
    const status = await new Promise((resolve) =>
      request(`${web.url}`, { path }, (response) => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(404);
  });

  it('logs where requests go and not what was searched for', async () => {
    await web.page('/?q=private-matter');
    await until(60_000, () => web.lines.find((line) => line.includes('"path":"/"')));
    expect(web.lines.join('\n')).not.toContain('private-matter');
  });

  it('finishes the page in flight when it is told to stop, and ends with 0', async () => {
    await using own = await web.start();
    let release = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      web.api.answer = async ({ url }, response) => {
        if (!url.startsWith('/api/v1/bookmarks')) return sendJson(response, 200, { items: [] });
        resolve();
        await new Promise<void>((go) => {
          release = go;
        });
        sendJson(response, 200, { items: [bookmark({ title: 'In time' })], nextCursor: null });
      };
    });
    const answer = fetch(`${own.url}/`, { headers: { cookie: 'session=of.some.body' } });
    await waiting;
    own.process.kill('SIGTERM');
    await until(60_000, () => own.lines.find((line) => line.includes('"draining"')));
    release();
    expect(await (await answer).text()).toContain('In time');
    expect(await own.exit).toBe(0);
  });

  it('holds nothing that leads out of its folder', async () => {
    const entries = await readdir(web.folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isSymbolicLink())).toEqual([]);
    expect(JSON.parse(await readFile(join(web.folder, 'package.json'), 'utf8'))).toEqual({ type: 'commonjs' });
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGuardedClient, type GuardedClient } from '../client/client.ts';
import { html, redirect, startSite, type TestSite } from '../testing.ts';
import { observe } from './observe.ts';
import { readRobots } from './robots.ts';

const now = new Date('2026-11-26T00:00:00Z');
let site: TestSite;
let client: GuardedClient;
beforeEach(async () => {
  site = await startSite({
    '/page': html('<title>題名</title>'),
    '/moved': redirect(301, '/page'),
    '/no-head': ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
    '/breaks-at-head': ({ method, socket }, response) => (method === 'HEAD' ? socket.destroy() : response.end('x')),
    '/busy': (_request, response) => response.writeHead(503, { 'retry-after': '90' }).end(),
    '/image': html('x', 'image/png'),
    '/half': ({ socket }, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
      response.write('<title>half', () => socket.destroy());
    },
  });
  client = createGuardedClient({ userAgent: 'tests/1', resolve: async () => ['127.0.0.1'], allow: site.allow });
});
afterEach(() => site[Symbol.asyncDispose]());

const visit = (path: string, withMetadata = false) =>
  observe(client, { url: site.at('a.test', path), withMetadata, now });
const asked = () => site.seen.map((line) => line.split(' ')[0]);

it.each([
  ['/page', 200, ['HEAD']],
  ['/moved', 200, ['HEAD', 'HEAD']],
  ['/none', 404, ['HEAD', 'GET']],
  ['/no-head', 200, ['HEAD', 'GET']],
  ['/breaks-at-head', 200, ['HEAD', 'GET']],
  ['/busy', 503, ['HEAD']],
])('%s is asked for with HEAD, and with GET where that says nothing', async (path, status, methods) => {
  expect(await visit(path)).toMatchObject({ kind: 'answer', status, metadata: null });
  expect(asked()).toEqual(methods);
});

it('a page tells of itself when it is asked to, in one request', async () => {
  expect(await visit('/page', true)).toMatchObject({ status: 200, metadata: { title: '題名' } });
  expect(asked()).toEqual(['GET']);
});

it.each(['/image', '/half'])('%s answers, and tells nothing', async (path) => {
  expect(await visit(path, true)).toMatchObject({ kind: 'answer', status: 200, metadata: null });
});

it('what cannot be asked is told with its reason', async () => {
  const failed = await observe(client, { url: 'http://169.254.169.254/', withMetadata: false, now });
  expect(failed).toEqual({ kind: 'failure', failure: 'refused', code: 'address' });
});

it.each([
  [200, 'User-agent: *', 'User-agent: *'],
  [404, 'none', ''],
  [403, '', ''],
  [500, '', null],
  [429, '', null],
])('a robots.txt with status %i and %j asks for %j', async (status, text, expected) => {
  await using robots = await startSite({ '/robots.txt': (_request, response) => response.writeHead(status).end(text) });
  const asking = createGuardedClient({ userAgent: 'tests/1', allow: robots.allow });
  expect(await readRobots(asking, robots.at('127.0.0.1', '/a/b?c'))).toBe(expected);
});

it('a site that is away is away for its pages too', async () => {
  await site[Symbol.asyncDispose]();
  await expect(readRobots(client, site.at('a.test'))).rejects.toMatchObject({ code: 'connect' });
  site = await startSite({});
});

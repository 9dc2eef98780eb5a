import { createHash } from 'node:crypto';
import { createGuardedClient, type Resolve } from '@bookmark-manager/fetching';
import { html, redirect, startSite, type TestSite } from '@bookmark-manager/fetching/testing';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Files } from '../files/files.ts';
import type { UserId } from '../people/identity.ts';
import { LinkStore } from './link-store.ts';
import { MetadataStore } from './metadata-store.ts';
import { Icons } from './pictures/icons.ts';
import { SiteStore } from './site-store.ts';
import { createTestPeople, type TestPeople } from './testing-people.ts';
import { Visits } from './visits.ts';
import type { Web } from './web.ts';

const now = new Date('2026-11-26T00:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const running = new AbortController().signal;

const png = Buffer.from('\x89PNG\r\n\x1a\n and what follows', 'latin1');

let people: TestPeople;
let site: TestSite;
let who: UserId;
/** Answers who asked for /slow. */
let answerSlow: (() => void) | undefined;
let visits: Visits;
let files: Files;
/** Names that lead nowhere. */
const gone = new Set<string>();
beforeAll(async () => {
  people = await createTestPeople();
  site = await startSite({
    '/page': html(
      '<html lang="ja"><title>題名</title><meta name="description" content="説明"><link rel="canonical" href="/c">',
    ),
    '/with-icon': html(
      '<title>T</title><link rel="icon" href="/icon.png"><meta property="og:image" content="/large.jpg">',
    ),
    '/icon.png': html(png, 'application/octet-stream'),
    '/moved': redirect(301, '/page'),
    '/busy': (_request, response) => response.writeHead(429, { 'retry-after': '7200' }).end(),
    '/slow': (_request, response) => {
      answerSlow = () => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>old</title>');
    },
    '/failing': (_request, response) => response.writeHead(500).end(),
    '/private/x': html('<title>private</title>'),
    '/robots.txt': (_request, response) => response.end('User-agent: bookmark-manager\nDisallow: /private'),
  });
  const resolve: Resolve = async (host) => (gone.has(host) ? [] : ['127.0.0.1']);
  const client = createGuardedClient({ userAgent: 'tests/1', resolve, allow: site.allow });
  const web = { client: async () => client } as unknown as Web;
  const sites = new SiteStore(people.lazy);
  files = new Files(people.config, people.lazy);
  visits = new Visits(
    new LinkStore(people.lazy),
    sites,
    new MetadataStore(people.lazy),
    new Icons(files, sites, web),
    web,
  );
}, 300_000);
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await people[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await people.database.user.deleteMany();
  await people.database.site.deleteMany();
  gone.clear();
  who = await people.person();
});

const add = (host: string, path: string, given: Parameters<TestPeople['bookmark']>[2] = {}) =>
  people.bookmark(who, site.at(host, path), given);
const row = (id: string) => people.database.bookmark.findUniqueOrThrow({ where: { id } });
const asked = (from: number) => site.seen.slice(from).map((line) => line.replace(`:${site.port}`, ''));

describe('a batch of visits', () => {
  it('reads what a page says of itself at the first visit, and fills in what is empty', async () => {
    const [empty, named] = [await add('a.test', '/page'), await add('b.test', '/page', { title: 'Mine' })];
    await visits.batch(now, running);
    expect(await row(empty)).toMatchObject({
      ...{ title: '題名', description: '説明', language: 'ja', canonicalUrl: site.at('a.test', '/c'), version: 2 },
      ...{
        checkResult: 'ok',
        checkStatus: 200,
        checkedAt: now,
        fetchedAt: now,
        search: expect.stringContaining('題名'),
      },
    });
    expect(await row(named)).toMatchObject({ title: 'Mine', description: '説明' });
    expect((await row(empty)).checkDueAt?.getTime()).toBeGreaterThan(later(12 * 24).getTime());
  });

  it('keeps the icon of a site once a month, named by its bytes', async () => {
    const name = createHash('sha256').update(png).digest('hex');
    const first = await add('icon.test', '/with-icon');
    const before = site.seen.length;
    await visits.batch(now, running);
    const second = await add('icon.test', '/with-icon?2');
    await visits.batch(later(1), running);
    expect([await row(first), await row(second)]).toMatchObject([
      { icon: name, pictureUrl: site.at('icon.test', '/large.jpg') },
      { icon: name },
    ]);
    expect(asked(before)).toEqual(['GET icon.test/with-icon', 'GET icon.test/icon.png', 'GET icon.test/with-icon?2']);
    const kept: Uint8Array[] = [];
    for await (const chunk of files.get(`icons/${name}`)) kept.push(chunk);
    expect(Buffer.concat(kept).equals(png)).toBe(true);
  });

  it('has no icon where there is none, and does not ask again', async () => {
    const before = site.seen.length;
    const [first, second] = [await add('none.test', '/page'), await add('none.test', '/page?2')];
    await visits.batch(now, running);
    await visits.batch(later(1), running);
    expect([await row(first), await row(second)]).toMatchObject([{ icon: null }, { icon: null }]);
    expect(asked(before).filter((line) => line.includes('favicon'))).toHaveLength(1);
  });

  it('says nothing of an address that was changed while it was visited', async () => {
    const id = await add('changed.test', '/slow');
    const visit = visits.batch(now, running);
    const answer = await until(60_000, async () => answerSlow);
    await people.database.bookmark.update({ where: { id }, data: { url: 'https://other.test/' } });
    answer();
    await visit;
    expect(await row(id)).toMatchObject({ checkResult: null, title: '', checkedAt: null });
  });

  it('visits one of each site, and the others the next time', async () => {
    const ids = [await add('a.test', '/page'), await add('a.test', '/page?2'), await add('b.test', '/page')];
    await visits.batch(now, running);
    const checked = async () => (await Promise.all(ids.map(row))).filter(({ checkedAt }) => checkedAt).length;
    expect(await checked()).toBe(2);
    await visits.batch(now, running);
    expect(await checked()).toBe(3);
  });

  it('visits nothing that is not due, deleted, or nobody’s', async () => {
    await add('a.test', '/page', { checkDueAt: later(1) });
    await add('b.test', '/page', { deletedAt: now });
    const before = site.seen.length;
    expect(await visits.batch(now, running)).toBe(false);
    expect(asked(before)).toEqual([]);
  });

  it('gives a time to what never had one, and to what is added', async () => {
    const id = await add('a.test', '/page', { checkDueAt: null });
    expect(await visits.batch(now, running)).toBe(true);
    expect((await row(id)).checkDueAt?.getTime()).toBeGreaterThanOrEqual(now.getTime());
    const url = 'https://added.test/';
    const added = await people.database.bookmark.create({ data: { userId: who, url, urlKey: 'x' } });
    expect(added.checkDueAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(added.checkDueAt?.getTime()).toBeLessThan(Date.now() + 15 * 86_400_000);
  });

  it('asks whether it may come again, once a day, and stays away where it may not', async () => {
    const again = { checkedAt: later(-1) };
    const [open, closed] = [await add('a.test', '/page', again), await add('a.test', '/private/x', again)];
    const before = site.seen.length;
    await visits.batch(now, running);
    await visits.batch(now, running);
    expect(asked(before).sort()).toEqual(['GET a.test/favicon.ico', 'GET a.test/page', 'GET a.test/robots.txt'].sort());
    expect(await row(open)).toMatchObject({ checkResult: 'ok' });
    expect(await row(closed)).toMatchObject({ checkResult: 'unknown', checkStatus: null });
  });

  it('leaves a site alone that asks for it', async () => {
    const [busy, other] = [await add('a.test', '/busy'), await add('a.test', '/page', { checkDueAt: later(-1) })];
    await visits.batch(now, running);
    expect(await row(busy)).toMatchObject({ checkResult: null, checkStatus: 429 });
    await visits.batch(later(1), running);
    expect(await row(other)).toMatchObject({ checkedAt: null });
    await visits.batch(later(2.1), running);
    expect(await row(other)).toMatchObject({ checkResult: 'ok' });
  });

  it('counts one failure as no broken link, and says where a page went', async () => {
    const [failing, moved] = [await add('a.test', '/failing'), await add('b.test', '/moved')];
    await visits.batch(now, running);
    expect(await row(failing)).toMatchObject({
      checkResult: null,
      checkStatus: 500,
      checkFailures: 1,
      checkFailingSince: now,
    });
    expect(await row(moved)).toMatchObject({ checkResult: 'moved', movedTo: site.at('b.test', '/page') });
  });

  it('holds nothing against anybody when no site of three can be reached', async () => {
    const hosts = ['a.test', 'b.test', 'c.test'];
    for (const host of hosts) gone.add(host);
    const ids = await Promise.all(hosts.map((host) => add(host, '/page')));
    expect(await visits.batch(now, running)).toBe(false);
    for (const id of ids)
      expect(await row(id)).toMatchObject({ checkFailures: 0, checkedAt: null, checkDueAt: later(1) });
  });

  it('that is told to stop has done nothing: it is due again at once', async () => {
    const id = await add('a.test', '/page');
    await expect(visits.batch(now, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect(await row(id)).toMatchObject({ checkedAt: null, checkDueAt: now });
  });

  it('visits one link for its owner, and for nobody else', async () => {
    const id = await add('a.test', '/page', { checkDueAt: later(99) });
    expect(await visits.one(await people.person(), id, now)).toBeUndefined();
    expect(await visits.one(who, id, now)).toMatchObject({ result: 'ok', status: 200, checkedAt: now.toISOString() });
    expect(await row(id)).toMatchObject({ title: '題名' });
  });
});

import { describe, expect, it } from 'vitest';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();
const [one, two] = ['0f8fad5b-d9cb-469f-a165-000000000010', '0f8fad5b-d9cb-469f-a165-000000000013'] as const;
const at = '2026-11-24T00:00:00.000Z';
const change = { id: two, kind: 'delete', bookmarks: 1, createdAt: at, undoneAt: null, undoUntil: at };
const refused = (code: string, status: number) => ({
  type: `urn:bookmark-manager:${code}`,
  title: '',
  status,
  requestId: 'x',
});
const writes = () =>
  web.api.asked.filter(({ method }) => method !== 'GET').map(({ method, url, body }) => [method, url, `${body}`]);

/** Answers some questions as a test wants, all others as usual. */
const answers = (table: Readonly<Record<string, readonly [number, unknown]>>): void => {
  web.api.answer = (asked, response) => {
    const found = table[`${asked.method} ${asked.url}`];
    if (!found) return answerAll(asked, response);
    return found[1] === undefined ? void response.writeHead(found[0]).end() : sendJson(response, ...found);
  };
};

describe('duplicates', () => {
  const posted = () =>
    fetch(`${web.url}/actions/duplicates/merge`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: 'session=of.some.body' },
      body: new URLSearchParams([
        ['keep', one],
        ['ids', one],
        ['ids', two],
      ]),
    });

  it('become the one that is chosen, which has their tags before they go', async () => {
    answers({
      [`GET /api/v1/bookmarks/${one}`]: [200, bookmark({ id: one, title: 'Kept', tags: ['a'] })],
      [`GET /api/v1/bookmarks/${two}`]: [200, bookmark({ id: two, title: 'Other', tags: ['b'] })],
      'POST /api/v1/bookmarks/bulk': [200, { changed: 1, change }],
    });
    expect((await posted()).headers.get('location')).toBe(`/duplicates?notice=duplicates-merged&change=${two}`);
    const [edit, bulk] = writes();
    expect(edit?.slice(0, 2)).toEqual(['PATCH', `/api/v1/bookmarks/${one}`]);
    expect(JSON.parse(edit?.[2] ?? '')).toMatchObject({ title: 'Kept', tags: ['a', 'b'] });
    expect(JSON.parse(bulk?.[2] ?? '')).toEqual({ ids: [two], change: { deleted: true } });
  });

  it('all stay when one of them is gone, or the one that is to stay cannot be changed', async () => {
    answers({ [`GET /api/v1/bookmarks/${two}`]: [404, refused('not-found', 404)] });
    expect((await posted()).headers.get('location')).toBe('/duplicates?problem=gone');
    expect(writes()).toEqual([]);
    answers({
      [`GET /api/v1/bookmarks/${two}`]: [200, bookmark({ id: two })],
      [`PATCH /api/v1/bookmarks/${one}`]: [500, {}],
    });
    expect((await posted()).headers.get('location')).toBe('/duplicates?problem=away');
    expect(writes().map(([method]) => method)).toEqual(['PATCH']);
  });

  it('are none: the page says so', async () => {
    answers({ 'GET /api/v1/bookmarks/duplicates?limit=20': [200, { items: [], nextCursor: null }] });
    expect(await web.page('/duplicates')).toContain('No two bookmarks lead to the same page');
  });
});

describe('a broken link', () => {
  const visited = (result: string | null, movedTo: string | null = null) =>
    ({
      [`POST /api/v1/bookmarks/${one}/check`]: [200, { result, movedTo, status: 404, checkedAt: at, dueAt: at }],
    }) as const;

  it.each([
    ['ok', 'link-ok'],
    ['moved', 'link-moved'],
    ['broken', 'link-broken'],
    [null, 'link-unknown'],
  ])('that is visited and found %s is said to be so', async (result, notice) => {
    answers(visited(result));
    const answer = await web.post('/actions/links/check', { id: one });
    expect(answer.headers.get('location')).toBe(`/broken?notice=${notice}`);
  });

  it('that moved gets its new address, unless another bookmark has it', async () => {
    answers(visited('moved', 'https://example.com/new'));
    const follow = () => web.post('/actions/links/follow', { id: one, show: 'moved' });
    expect((await follow()).headers.get('location')).toBe('/broken?show=moved&notice=link-followed');
    expect(writes().at(-1)).toEqual(['PATCH', `/api/v1/bookmarks/${one}`, '{"url":"https://example.com/new"}']);
    answers({
      ...visited('moved', 'https://example.com/new'),
      [`PATCH /api/v1/bookmarks/${one}`]: [409, refused('conflict', 409)],
    });
    expect((await follow()).headers.get('location')).toBe('/broken?show=moved&problem=address-taken');
    answers(visited('ok'));
    expect((await follow()).headers.get('location')).toBe('/broken?show=moved&problem=not-moved');
  });

  it('is asked for by the list’s own search', async () => {
    answers({});
    const html = await web.page('/broken?show=moved');
    expect(html).toContain('Use the new address');
    expect(html).toContain('https://new.example.com/paper.pdf');
    expect(web.api.asked.map(({ url }) => url)).toContain('/api/v1/bookmarks?limit=25&q=is%3Amoved');
  });
});

describe('a saved search', () => {
  const answered = { id: one, name: 'N', q: '#a', sort: null, feedSince: null, createdAt: at, modifiedAt: at };

  it('is kept, and what was typed is there again when it cannot be read', async () => {
    answers({ 'POST /api/v1/searches': [201, answered] });
    const save = () => web.post('/actions/searches/save', { name: ' N ', q: '(#a' });
    expect((await save()).headers.get('location')).toBe('/searches?notice=search-saved');
    expect(writes()).toEqual([['POST', '/api/v1/searches', '{"name":"N","q":"(#a"}']]);
    answers({ 'POST /api/v1/searches': [400, refused('unreadable-query', 400)] });
    const html = await web.page((await save()).headers.get('location') ?? '');
    expect(html).toContain('cannot be read');
    expect(html).toContain('value="(#a"');
  });

  it('gets a feed, whose addresses are shown by one page', async () => {
    answers({ [`POST /api/v1/searches/${one}/feed`]: [201, { rss: '/api/feeds/s.rss', atom: '/api/feeds/s.atom' }] });
    const made = await web.post('/actions/searches/feed', { id: one, name: 'N' });
    const cookie = made.headers.getSetCookie()[0]?.split(';')[0];
    const html = await web.page('/searches', { cookie: `session=of.some.body; ${cookie}` });
    expect(html).toContain(`${web.url}/api/feeds/s.rss`);
    expect(html).toContain(`${web.url}/api/feeds/s.atom`);
  });

  it.each([
    ['change', { id: one, name: 'M', q: '' }, 'PATCH', '', 'saved'],
    ['remove', { id: one }, 'DELETE', '', 'search-deleted'],
    ['unfeed', { id: one }, 'DELETE', '/feed', 'feed-ended'],
  ])('%s', async (deed, form, method, below, notice) => {
    answers({
      [`PATCH /api/v1/searches/${one}`]: [200, answered],
      [`DELETE /api/v1/searches/${one}`]: [204, undefined],
      [`DELETE /api/v1/searches/${one}/feed`]: [204, undefined],
    });
    const answer = await web.post(`/actions/searches/${deed}`, form as Record<string, string>);
    expect(answer.headers.get('location')).toBe(`/searches?notice=${notice}`);
    expect(writes()[0]?.slice(0, 2)).toEqual([method, `/api/v1/searches/${one}${below}`]);
  });
});

describe('an export', () => {
  it('is begun, and the page asks again until it is written, also without a script', async () => {
    answers({
      'POST /api/v1/exports': [
        202,
        {
          ...{ id: one, state: 'waiting', format: 'csv', createdAt: at, finishedAt: null },
          ...{ expiresAt: at, bookmarks: 0, bytes: 0 },
        },
      ],
    });
    const answer = await web.post('/actions/exports/make', { format: 'csv' });
    expect(answer.headers.get('location')).toBe('/export?notice=export-started');
    expect(writes()).toEqual([['POST', '/api/v1/exports', '{"format":"csv"}']]);
    const html = await web.page('/export');
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="2"\/?><\/noscript>/i);
    expect(html).toContain('href="/api/v1/exports/0f8fad5b-d9cb-469f-a165-000000000061/file" download');
  });
});

import { describe, expect, it } from 'vitest';
import { type FieldName, fieldsOf } from './edit/fields.ts';
import { bookmark, sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

const web = servedWeb();
const shown = bookmark({ title: 'Seen', notes: 'one\ntwo', tags: ['a'], version: 3 });
const back = '/?q=%23a&cursor=c';

/** The form as it was shown, with what was typed in it since. */
const post = (typed: Partial<Record<FieldName, string>>) => {
  const was = fieldsOf(shown);
  const hidden = Object.fromEntries(Object.entries(was).map(([name, value]) => [`was-${name}`, value]));
  const sent = Object.entries({ ...was, ...typed }).filter(([, value]) => value !== '');
  return web.post('/actions/edit', { id: shown.id, version: '3', back, ...hidden, ...Object.fromEntries(sent) });
};

/** An API in which the bookmark is another version by now; it takes only that one. */
const changedElsewhere = (now: Partial<typeof shown>) => {
  const there = { ...shown, ...now, version: 4 };
  web.api.answer = ({ method, url, headers }, response) => {
    if (method === 'GET' && !url.includes(shown.id))
      return sendJson(response, 200, { items: [there], nextCursor: null });
    if (method === 'GET') return sendJson(response, 200, there);
    if (headers['if-match'] === '"4"') return sendJson(response, 200, { ...there, version: 5 });
    const problem = { type: 'urn:bookmark-manager:precondition-failed', title: '', status: 412, requestId: 'x' };
    return sendJson(response, 412, problem);
  };
};
const edits = () =>
  web.api.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body.toString('utf8')));

describe('the form in which a bookmark is edited', () => {
  it('stands in the list in its place, and says what it showed', async () => {
    web.lists(bookmark({ id: '0f8fad5b-d9cb-469f-a165-000000000001', title: 'Beside' }), shown);
    const html = await web.page(`/?q=%23a&edit=${shown.id}`);
    expect(html).toContain('Beside');
    expect(html).toContain('name="version" value="3"');
    expect(html).toContain('name="was-title" value="Seen"');
    expect(html).toContain('name="back" value="/?q=%23a"');
  });

  it('writes what was changed and nothing else, of the version that it showed', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 200, { ...shown, version: 4 });
    const answer = await post({ title: 'New', tags: 'a, b' });
    expect(answer.headers.get('location')).toBe(`${back}&notice=saved#b-${shown.id}`);
    expect(edits()).toEqual([{ title: 'New', tags: ['a', 'b'] }]);
    expect(web.api.asked[0]?.headers['if-match']).toBe('"3"');
  });

  it('asks nobody when nothing was changed', async () => {
    expect((await post({})).headers.get('location')).toContain('notice=unchanged');
    expect(web.api.asked).toEqual([]);
  });

  it('keeps what was changed elsewhere in other fields', async () => {
    changedElsewhere({ notes: 'theirs' });
    expect((await post({ title: 'New' })).headers.get('location')).toContain('notice=merged');
    expect(edits()).toEqual([{ title: 'New' }, { title: 'New' }]);
  });

  it('shows both when the same field was changed, and takes the reader at their word then', async () => {
    changedElsewhere({ title: 'Theirs' });
    const location = (await post({ title: 'Mine', tags: 'b' })).headers.get('location') ?? '';
    const html = await web.page(location.split('#')[0] ?? '');
    expect(html).toMatch(/name="title"[^>]*value="Mine"|value="Mine"[^>]*name="title"/);
    expect(html).toContain('Title there now: Theirs');
    expect(html).not.toContain('Tags there now');
    expect(html).toMatch(/id="tags"[^>]*value="b"|value="b"[^>]*id="tags"/);
    expect(html).toContain('name="version" value="4"');
    expect(html).toContain('name="was-title" value="Theirs"');
  });

  it('says so when what was typed is too long for an address', async () => {
    changedElsewhere({ notes: 'theirs' });
    const location = (await post({ notes: '長'.repeat(2_000) })).headers.get('location') ?? '';
    expect(location).toContain('problem=conflict-long');
    expect(location.length).toBeLessThan(300);
  });

  it('keeps what was typed when the address is another one’s', async () => {
    const problem = { type: 'urn:bookmark-manager:conflict', title: '', status: 409, requestId: 'x' };
    web.api.answer = ({ method }, response) =>
      method === 'PATCH'
        ? sendJson(response, 409, problem)
        : sendJson(response, 200, { items: [shown], nextCursor: null });
    const location = (await post({ url: 'https://taken.test/' })).headers.get('location') ?? '';
    const html = await web.page(location.split('#')[0] ?? '');
    expect(html).toContain('value="https://taken.test/"');
    expect(html).toContain('Another bookmark has that address already.');
  });
});

describe('the form for several bookmarks', () => {
  const change = '0f8fad5b-d9cb-469f-a165-000000000009';
  const made = {
    id: change,
    kind: 'edit',
    bookmarks: 2,
    createdAt: shown.addedAt,
    undoneAt: null,
    undoUntil: shown.addedAt,
  };
  const bulk = (form: [string, string][]) =>
    fetch(`${web.url}/actions/bulk`, {
      ...{ method: 'POST', body: new URLSearchParams([['back', back], ['q', '#a'], ...form]), redirect: 'manual' },
      headers: { cookie: 'session=of.some.body' },
    });

  it('changes those that are selected, and says how to undo it', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 200, { changed: 2, change: made });
    const answer = await bulk([
      ['id', 'x'],
      ['id', 'y'],
      ['addTags', 'b、c'],
      ['mark', 'read'],
    ]);
    const body = { ids: ['x', 'y'], change: { addTags: ['b', 'c'], unread: false } };
    expect(JSON.parse(web.api.asked[0]?.body.toString('utf8') ?? '')).toEqual(body);
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`${back}&notice=changed&n=2&change=${change}`);
    web.lists(shown);
    const html = await web.page(location);
    expect(html).toContain('2 bookmarks.');
    expect(html).toContain(`name="change" value="${change}"`);
    web.api.answer = (_asked, response) => sendJson(response, 200, { restored: 2, skipped: 0 });
    const undone = await web.post('/actions/undo', { change, back });
    expect(undone.headers.get('location')).toBe(`${back}&notice=undone&n=2`);
    expect(web.api.asked.at(-1)).toMatchObject({ method: 'POST', url: `/api/v1/changes/${change}/undo` });
  });

  it('changes all that the list holds, when that is wanted', async () => {
    web.api.answer = (_asked, response) => sendJson(response, 200, { changed: 0, change: null });
    const answer = await bulk([
      ['id', 'x'],
      ['all', 'on'],
      ['deed', 'delete'],
    ]);
    expect(JSON.parse(web.api.asked[0]?.body.toString('utf8') ?? '')).toEqual({
      query: '#a',
      change: { deleted: true },
    });
    expect(answer.headers.get('location')).toBe(`${back}&notice=unchanged`);
  });

  it.each([
    ['nothing is selected', [['addTags', 'b']]],
    ['nothing is to be changed', [['id', 'x']]],
  ] as [string, [string, string][]][])('says so when %s', async (_what, form) => {
    expect((await bulk(form)).headers.get('location')).toBe(`${back}&problem=nothing-selected`);
    expect(web.api.asked).toEqual([]);
  });
});

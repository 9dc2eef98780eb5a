import {
  linkdingBookmarkSchema,
  linkdingBookmarksSchema,
  linkdingCheckSchema,
  linkdingPaths,
  linkdingProfileSchema,
  linkdingTagSchema,
  linkdingTagsSchema,
} from '@bookmark-manager/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientOf, form } from './linkding-testing.ts';
import { type Marks, startMarks } from './marks-testing.ts';

let marks: Marks;
beforeAll(async () => {
  marks = await startMarks();
});
afterAll(() => marks[Symbol.asyncDispose]());

const client = (scheme?: 'Token' | 'Bearer') => clientOf(marks, scheme);

describe('the browser extension of linkding 1.15', () => {
  it('connects, saves a page, finds it saved, changes and deletes it', async () => {
    const { call, list } = await client();
    expect((await list('bookmarks/?limit=1')).results).toEqual([]);
    expect(linkdingProfileSchema.parse(await (await call('GET', 'user/profile/')).json()).search_preferences.sort).toBe(
      'added_desc',
    );
    expect(linkdingTagsSchema.parse(await (await call('GET', 'tags/?limit=5000')).json())).toEqual({
      count: 0,
      next: null,
      previous: null,
      results: [],
    });
    const url = 'https://Example.com/Page?utm_source=x';
    const check = async () =>
      linkdingCheckSchema.parse(await (await call('GET', `bookmarks/check/?url=${encodeURIComponent(url)}`)).json());
    expect(await check()).toMatchObject({ bookmark: null, metadata: { url }, auto_tags: [] });
    const page = {
      url,
      title: 'Page',
      description: '',
      notes: '',
      tag_names: ['a', 'b'],
      unread: true,
      shared: false,
      is_archived: false,
    };
    const saved = await call('POST', 'bookmarks/?disable_scraping&disable_html_snapshot', page);
    expect(saved.status).toBe(201);
    const bookmark = linkdingBookmarkSchema.parse(await saved.json());
    expect(bookmark).toMatchObject({ url, title: 'Page', tag_names: ['a', 'b'], unread: true, website_title: null });
    expect((await check()).bookmark).toEqual(bookmark);
    expect(linkdingBookmarkSchema.parse(await (await call('GET', `bookmarks/${bookmark.id}/`)).json())).toEqual(
      bookmark,
    );
    const again = await call('POST', 'bookmarks/?disable_scraping', {
      ...page,
      url: 'https://example.com/Page',
      title: 'Better',
      tag_names: ['c'],
    });
    expect(again.status).toBe(201);
    expect(await again.json()).toMatchObject({ id: bookmark.id, url, title: 'Better', tag_names: ['c'] });
    expect((await list('bookmarks/?q=better&limit=5')).results.map(({ id }) => id)).toEqual([bookmark.id]);
    expect((await call('DELETE', `bookmarks/${bookmark.id}/`)).status).toBe(204);
    expect((await call('GET', `bookmarks/${bookmark.id}/`)).status).toBe(404);
  });

  it('is told what is wrong, field by field', async () => {
    const { call } = await client();
    const refused = await call('POST', 'bookmarks/?disable_scraping', { url: 'javascript:alert(1)', title: 'x' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
    expect(await refused.json()).toEqual({ url: ['must be an http or https address'] });
    expect(await (await call('POST', 'bookmarks/', { title: 'x' })).json()).toEqual({
      url: ['This field is required.'],
    });
    expect(await (await call('GET', 'bookmarks/check/')).json()).toEqual({ url: ['This field is required.'] });
    const stranger = await fetch(`${marks.api.url}/api/bookmarks/?limit=1`, { headers: { authorization: 'Token no' } });
    expect([stranger.status, await stranger.json()]).toEqual([401, { detail: expect.any(String) }]);
  });
});

describe('the injector, Home Assistant and LinkThing', () => {
  it('read lists page by page with a count, under the address of the load balancer', async () => {
    const { add, call, list, me } = await client('Bearer');
    const ids: number[] = [];
    for (const name of ['b', 'a', 'c'])
      ids.push((await add({ url: `https://list.test/${name}`, title: name, unread: name === 'a' })).id);
    const first = await list('bookmarks/?limit=2&offset=0');
    expect(first).toMatchObject({ count: 3, previous: null, next: `${marks.api.url}/api/bookmarks/?limit=2&offset=2` });
    expect(first.results.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect((await list('bookmarks/?limit=2&offset=2')).next).toBeNull();
    const behind = await me.ask('/api/bookmarks/?limit=1', { headers: { 'x-forwarded-proto': 'https' } });
    expect(linkdingBookmarksSchema.parse(await behind.json()).next).toMatch(
      /^https:\/\/127\.0\.0\.1:\d+\/api\/bookmarks\/\?limit=1&offset=1$/,
    );
    const titles = async (query: string) => (await list(`bookmarks/?${query}`)).results.map(({ title }) => title);
    expect(await titles('sort=title_asc')).toEqual(['a', 'b', 'c']);
    expect(await titles('sort=added_asc')).toEqual(['b', 'a', 'c']);
    expect(await titles('unread=yes')).toEqual(['a']);
    expect(await list('bookmarks/?unread=no')).toMatchObject({ count: 2 });
    expect(await titles('added_since=2100-01-01T00:00:00Z')).toEqual([]);
    expect(await titles('q=!unread')).toEqual(['a']);
    expect(await titles('q=(broken')).toEqual([]);
    expect((await call('GET', 'bookmarks/?added_since=x')).status).toBe(400);
  });

  it('archive and unarchive', async () => {
    const { add, call, list } = await client();
    const { id } = await add({ url: 'https://archive.test/', title: 'Archive me' });
    await add({ url: 'https://other.test/' });
    expect((await call('POST', `bookmarks/${id}/archive/`)).status).toBe(204);
    expect([(await list()).count, (await list('bookmarks/archived/')).results.map((one) => one.id)]).toEqual([1, [id]]);
    expect([(await list('bookmarks/archived/?q=archive')).count, (await list('bookmarks/?q=archive')).count]).toEqual([
      1, 0,
    ]);
    expect((await list('bookmarks/?q=is:archived')).count).toBe(0);
    expect((await call('POST', `bookmarks/${id}/unarchive/`)).status).toBe(204);
    expect([(await list()).count, (await list('bookmarks/archived/')).count]).toEqual([2, 0]);
    expect((await call('POST', 'bookmarks/999999999/archive/')).status).toBe(404);
    expect((await call('GET', 'bookmarks/x/')).status).toBe(404);
  });

  it('change what they name, and nothing of others', async () => {
    const { add, call } = await client();
    const other = await client();
    const { id } = await add({ url: 'https://patch.test/', title: 'T', notes: 'N', tag_names: ['a'] });
    await add({ url: 'https://taken.test/' });
    const patched = await call('PATCH', `bookmarks/${id}/`, { title: 'U', tag_names: ['two words'] });
    expect(await patched.json()).toMatchObject({ id, title: 'U', notes: 'N', tag_names: ['two-words'] });
    const taken = await call('PATCH', `bookmarks/${id}/`, { url: 'https://taken.test' });
    expect([taken.status, Object.keys(z.record(z.string(), z.unknown()).parse(await taken.json()))]).toEqual([
      400,
      ['url'],
    ]);
    const asked = [
      other.call('GET', `bookmarks/${id}/`),
      other.call('PATCH', `bookmarks/${id}/`, { title: 'x' }),
      other.call('DELETE', `bookmarks/${id}/`),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('list, make and delete tags', async () => {
    const { add, call, list } = await client();
    await add({ url: 'https://tags.test/', tag_names: ['used'] });
    const made = await call('POST', 'tags/', { name: 'empty' });
    expect(made.status).toBe(201);
    const tag = linkdingTagSchema.parse(await made.json());
    const tags = async () => linkdingTagsSchema.parse(await (await call('GET', 'tags/?limit=1000')).json());
    expect((await tags()).results.map(({ name }) => name)).toEqual(['empty', 'used']);
    expect(linkdingTagsSchema.parse(await (await call('GET', 'tags/?limit=1')).json())).toMatchObject({
      count: 2,
      next: expect.stringContaining('offset=1'),
    });
    expect(linkdingTagSchema.parse(await (await call('GET', `tags/${tag.id}/`)).json())).toEqual(tag);
    const used = (await tags()).results.find(({ name }) => name === 'used');
    expect((await call('DELETE', `tags/${used?.id}/`)).status).toBe(204);
    expect([(await tags()).count, (await list()).results[0]?.tag_names]).toEqual([1, []]);
  });
});

describe('Linkdy', () => {
  it('sends forms, and leaves the last slash out', async () => {
    const { call, list } = await client();
    const added = await call(
      'POST',
      'bookmarks/',
      form([
        ['url', 'https://form.test/'],
        ['title', '請求書'],
        ['unread', 'true'],
        ['tag_names', 'a'],
        ['tag_names', 'b'],
      ]),
    );
    expect(added.status).toBe(201);
    const bookmark = linkdingBookmarkSchema.parse(await added.json());
    expect(bookmark).toMatchObject({ title: '請求書', unread: true, tag_names: ['a', 'b'] });
    const checked = await call('GET', `bookmarks/check?url=${encodeURIComponent('https://form.test/')}`);
    expect(linkdingCheckSchema.parse(await checked.json()).bookmark).toEqual(bookmark);
    const put = await call(
      'PUT',
      `bookmarks/${bookmark.id}/`,
      form([
        ['url', 'https://form.test/'],
        ['unread', 'false'],
        ['tag_names[]', 'c'],
      ]),
    );
    expect(await put.json()).toMatchObject({ title: '請求書', unread: false, tag_names: ['c'] });
    expect(
      (
        await call(
          'PATCH',
          `bookmarks/${bookmark.id}/`,
          form([
            ['tag_names[0]', 'd'],
            ['is_archived', 'true'],
          ]),
        )
      ).status,
    ).toBe(200);
    expect((await list('bookmarks/archived/?limit=10&offset=0&unread=no&sort=added_desc')).results).toMatchObject([
      { id: bookmark.id, tag_names: ['d'] },
    ]);
    const large = await call(
      'POST',
      'bookmarks/',
      form([
        ['url', 'https://large.test/'],
        ['notes', 'x'.repeat(400_000)],
      ]),
    );
    expect([large.status, await large.json()]).toEqual([413, { detail: expect.any(String) }]);
  });

  it('reads what others share, without their notes', async () => {
    const [me, other] = [await client(), await client()];
    const { id } = await me.add({ url: 'https://shared.test/only', notes: 'mine', shared: true });
    const { results } = await other.list(`bookmarks/shared/?q=${encodeURIComponent('shared.test/only')}`);
    expect(results).toMatchObject([{ id, notes: '' }]);
    expect((await other.list('bookmarks/shared/?q=mine')).results).toEqual([]);
  });
});

it('every list of linkding is there with and without its last slash', async () => {
  const { call } = await client();
  const asked = Object.values(linkdingPaths)
    .filter((path) => path !== linkdingPaths.check)
    .flatMap((path) => [path, path.slice(0, -1)]);
  const statuses = await Promise.all(asked.map(async (path) => (await call('GET', path.slice('/api/'.length))).status));
  expect(statuses.every((status) => status === 200)).toBe(true);
});

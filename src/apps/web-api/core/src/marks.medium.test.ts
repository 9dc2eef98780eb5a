import {
  bookmarkPath,
  checkSchema,
  duplicatesSchema,
  linkdingBundleSchema,
  linkdingBundlesSchema,
  paths,
  problemSchema,
  sharedPageSchema,
  tagsSchema,
} from '@bookmark-manager/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from './linkding-testing.ts';
import { add, folders, importLinks, list, type Marks, read, send, startMarks, tags } from './marks-testing.ts';

let marks: Marks;
beforeAll(async () => {
  marks = await startMarks();
});
afterAll(() => marks[Symbol.asyncDispose]());
const somebody = () => marks.somebody();

describe('a bookmark', () => {
  it('is known in every spelling of its address', async () => {
    const me = await somebody();
    const first = await add(me, 'https://Example.com:443/a/?utm_source=x&b=1', { notes: 'mine', tags: ['one'] });
    const again = await send(me, 'POST', paths.bookmarks, {
      url: 'https://example.com/a?b=1',
      tags: ['two'],
      unread: true,
    });
    expect(again.status).toBe(200);
    expect(again.headers.get('etag')).toBe('"2"');
    expect(await again.json()).toMatchObject({
      id: first.id,
      url: first.url,
      notes: 'mine',
      tags: ['one', 'two'],
      unread: true,
      version: 2,
    });
    const check = async (url: string) =>
      checkSchema.parse(await (await me.ask(`${paths.check}?url=${encodeURIComponent(url)}`)).json());
    expect((await check('https://EXAMPLE.com/a?b=1&fbclid=2')).bookmark?.id).toBe(first.id);
    expect(await check('https://example.com/a?b=2')).toEqual({
      normalUrl: 'https://example.com/a?b=2',
      bookmark: null,
    });
  });

  it('is edited only in the version that was seen', async () => {
    const me = await somebody();
    const { id } = await add(me, 'https://edit.test/', { title: 'Old' });
    const seen = (await me.ask(bookmarkPath(id))).headers.get('etag') ?? '';
    const edit = (body: object, ifMatch?: string) =>
      send(me, 'PATCH', bookmarkPath(id), body, ifMatch ? { 'if-match': ifMatch } : {});
    const edited = await edit({ title: 'New', folders: [['F']] }, seen);
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await edited.json()).toMatchObject({ title: 'New', folders: [['F']], version: 2 });
    const late = await edit({ title: 'Late' }, seen);
    expect([late.status, problemSchema.parse(await late.json()).type]).toEqual([
      412,
      'urn:bookmark-manager:precondition-failed',
    ]);
    expect((await send(me, 'DELETE', bookmarkPath(id), undefined, { 'if-match': seen })).status).toBe(412);
    expect((await edit({ notes: 'without asking' })).status).toBe(200);
    const same = await edit({ title: 'New' });
    expect(same.headers.get('etag')).toBe('"3"');
    const unchanged = await me.ask(bookmarkPath(id), { headers: { 'if-none-match': '"3"' } });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    expect((await list(me, 'asking'))[0]?.id).toBe(id);
  });

  it('is edited by one of two who saw the same version', async () => {
    const me = await somebody();
    const { id } = await add(me, 'https://two.test/');
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((title) => send(me, 'PATCH', bookmarkPath(id), { title }, { 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('takes no address of another one, unless it was its duplicate', async () => {
    const me = await somebody();
    await add(me, 'https://taken.test/a');
    const { id } = await add(me, 'https://free.test/');
    expect((await send(me, 'PATCH', bookmarkPath(id), { url: 'https://taken.test/a/' })).status).toBe(409);
    expect((await send(me, 'PATCH', bookmarkPath(id), { url: 'https://free.test/?utm_id=1' })).status).toBe(200);
  });

  it('is deleted, and back after the undo that the answer names', async () => {
    const me = await somebody();
    const before = await add(me, 'https://delete.test/', { tags: ['t'], folders: [['F']] });
    const deleted = await send(me, 'DELETE', bookmarkPath(before.id));
    expect([deleted.status, (await me.ask(bookmarkPath(before.id))).status]).toEqual([204, 404]);
    expect([await list(me), await tags(me), await folders(me)]).toEqual([[], {}, []]);
    const undone = await send(me, 'POST', `${deleted.headers.get('location')}/undo`);
    expect(await undone.json()).toEqual({ restored: 1, skipped: 0 });
    expect({ ...(await read(me, before.id)), version: 1, modifiedAt: before.modifiedAt }).toEqual(before);
    expect([await tags(me), await folders(me)]).toEqual([{ t: 1 }, [['F', 1, 1]]]);
    expect((await send(me, 'POST', `${deleted.headers.get('location')}/undo`)).status).toBe(409);
  });

  it('has tags, of which the most used can be asked for alone', async () => {
    const me = await somebody();
    for (const [index, names] of [['b', 'z'], ['b', 'z'], ['a']].entries())
      await add(me, `https://tags.test/${index}`, { tags: names });
    const { items } = tagsSchema.parse(await (await me.ask(`${paths.tags}?top=2`)).json());
    expect(items.map(({ name, count }) => [name, count])).toEqual([
      ['b', 2],
      ['z', 2],
    ]);
    expect(await tags(me)).toEqual({ a: 1, b: 2, z: 2 });
    expect((await me.ask(`${paths.tags}?top=0`)).status).toBe(400);
  });

  it('stays deleted when its address was added again before the undo', async () => {
    const me = await somebody();
    const old = await add(me, 'https://again.test/');
    const deleted = await send(me, 'DELETE', bookmarkPath(old.id));
    const fresh = await add(me, 'https://again.test/');
    expect(fresh.id).not.toBe(old.id);
    expect(await (await send(me, 'POST', `${deleted.headers.get('location')}/undo`)).json()).toEqual({
      restored: 0,
      skipped: 1,
    });
    expect((await list(me)).map(({ id }) => id)).toEqual([fresh.id]);
  });

  it('is shown a page of duplicates whatever stands for where it begins', async () => {
    const me = await somebody();
    const answer = await me.ask(`${paths.duplicates}?cursor=%0C%00%C2%BE%3A`);
    expect(answer.status).toBe(200);
  });

  it('is shown with its duplicates, page by page', async () => {
    const me = await somebody();
    for (const url of [
      'https://a.test/',
      'https://a.test/#',
      'https://b.test/x',
      'https://b.test/x/',
      'https://c.test/',
    ])
      await importLinks(me, [{ url }]);
    const page = async (query: string) =>
      duplicatesSchema.parse(await (await me.ask(`${paths.duplicates}?limit=1${query}`)).json());
    const first = await page('');
    const second = await page(`&cursor=${first.nextCursor}`);
    const groups = [...first.items, ...second.items].sort((one, other) => (one.normalUrl < other.normalUrl ? -1 : 1));
    expect(groups.map(({ normalUrl, bookmarks }) => [normalUrl, bookmarks.map(({ url }) => url)])).toEqual([
      ['https://a.test/', ['https://a.test/', 'https://a.test/#']],
      ['https://b.test/x', ['https://b.test/x', 'https://b.test/x/']],
    ]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('what is shared', () => {
  it('is seen by everybody who is signed in, without notes and folders, and found by what is seen', async () => {
    const [me, other] = [await somebody(), await somebody()];
    const url = 'https://shared.test/';
    const { id } = await add(me, url, {
      title: 'Ｓｈａｒｅｄ 請求書',
      notes: 'secret matter',
      folders: [['Private']],
      tags: ['open'],
      shared: true,
    });
    await add(me, 'https://unshared.test/', { title: '請求書' });
    const shared = async (query: string) =>
      sharedPageSchema.parse(await (await other.ask(`${paths.shared}?${query}`)).json()).items;
    const [seen] = await shared(`q=${encodeURIComponent('shared 請求')}`);
    expect(Object.keys(seen ?? {}).sort()).toEqual([
      'addedAt',
      'description',
      'id',
      'sharedBy',
      'tags',
      'title',
      'url',
    ]);
    expect(seen).toMatchObject({ id, url, sharedBy: { id: me.person.id } });
    expect([await shared('q=secret'), await shared('q=Private'), await shared(`by=${other.person.id}`)]).toEqual([
      [],
      [],
      [],
    ]);
    expect((await other.ask(bookmarkPath(id))).status).toBe(404);
    expect((await fetch(`${marks.api.url}${paths.shared}`)).status).toBe(401);
    await send(me, 'PATCH', bookmarkPath(id), { shared: false });
    expect(await shared(`by=${me.person.id}`)).toEqual([]);
  });
});

describe('a bundle of linkding', () => {
  it('is a saved search', async () => {
    const { add, call, list } = await clientOf(marks);
    await add({ url: 'https://bundle.test/1', tag_names: ['x'] });
    await add({ url: 'https://bundle.test/2', tag_names: ['y'] });
    const made = await call('POST', 'bundles/', { name: 'B', search: 'bundle', any_tags: 'x z', excluded_tags: 'y' });
    expect(made.status).toBe(201);
    const bundle = linkdingBundleSchema.parse(await made.json());
    expect((await list(`bookmarks/?bundle=${bundle.id}`)).results.map(({ tag_names }) => tag_names)).toEqual([['x']]);
    expect((await call('POST', 'bundles/', { name: 'B' })).status).toBe(400);
    expect(await (await call('POST', 'bundles/', { name: 'C', search: '(' })).json()).toMatchObject({
      search: [expect.any(String)],
    });
    expect(await (await call('PATCH', `bundles/${bundle.id}/`, { name: 'D', search: '#y' })).json()).toMatchObject({
      name: 'D',
      search: '#y',
    });
    expect(linkdingBundlesSchema.parse(await (await call('GET', 'bundles/')).json())).toMatchObject({
      count: 1,
      results: [{ id: bundle.id }],
    });
    expect((await call('DELETE', `bundles/${bundle.id}/`)).status).toBe(204);
    expect((await call('GET', `bundles/${bundle.id}/`)).status).toBe(404);
  });
});

import {
  bookmarkPageSchema,
  bookmarkPath,
  changedSchema,
  changePath,
  changesSchema,
  paths,
  problemSchema,
  tagsSchema,
} from '@bookmark-manager/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  add,
  change,
  folders,
  importLinks,
  list,
  type Marks,
  read,
  send,
  startMarks,
  tagId,
  tags,
  undo,
} from './marks-testing.ts';

let marks: Marks;
beforeAll(async () => {
  marks = await startMarks();
});
afterAll(() => marks[Symbol.asyncDispose]());
const somebody = () => marks.somebody();

describe('a change of many bookmarks', () => {
  it('changes all that a query finds, and is undone without what was done since', async () => {
    const me = await somebody();
    for (const name of ['one', 'two', 'three'])
      await add(me, `https://bulk.test/${name}`, { tags: ['old', name], title: name });
    const other = await add(me, 'https://other.test/', { tags: ['old'] });
    const edit = { addTags: ['new'], removeTags: ['old'], addFolders: [['Work', 'Japan']], archived: true };
    const made = await change(me, { query: 'site:bulk.test', change: edit });
    expect(made).toMatchObject({ changed: 3, change: { kind: 'edit', bookmarks: 3, undoneAt: null } });
    expect([await tags(me), await folders(me), (await list(me)).map(({ id }) => id)]).toEqual([
      { new: 3, old: 1, one: 1, three: 1, two: 1 },
      [
        ['Work', 0, 3],
        ['Work/Japan', 3, 3],
      ],
      [other.id],
    ]);
    const [two] = await list(me, '#two is:archived');
    expect(two).toMatchObject({ tags: ['two', 'new'], folders: [['Work', 'Japan']], version: 2 });
    await send(me, 'PATCH', bookmarkPath(two?.id ?? ''), { tags: ['two', 'new', 'since'] });
    expect(await undo(me, made.change?.id)).toEqual({ restored: 3, skipped: 0 });
    expect(await tags(me)).toEqual({ old: 4, one: 1, since: 1, three: 1, two: 1 });
    expect((await list(me, '#one'))[0]).toMatchObject({ tags: ['old', 'one'], folders: [], archived: false });
    expect(changesSchema.parse(await (await me.ask(paths.changes)).json()).items).toMatchObject([
      { id: made.change?.id, kind: 'edit', undoneAt: expect.any(String) },
    ]);
  });

  it('is none when there is nothing to do, and touches nobody else', async () => {
    const [me, other] = [await somebody(), await somebody()];
    const theirs = await add(other, 'https://theirs.test/');
    const mine = await add(me, 'https://mine.test/', { archived: true });
    expect(await change(me, { ids: [mine.id, theirs.id], change: { archived: true } })).toEqual({
      changed: 0,
      change: null,
    });
    expect(await change(me, { ids: [mine.id, theirs.id], change: { deleted: true } })).toMatchObject({
      changed: 1,
      change: { kind: 'delete' },
    });
    expect(await read(other, theirs.id)).toEqual(theirs);
    const [made] = changesSchema.parse(await (await me.ask(paths.changes)).json()).items;
    expect((await other.ask(changePath(made?.id ?? ''))).status).toBe(404);
    expect((await send(other, 'POST', `${changePath(made?.id ?? '')}/undo`)).status).toBe(404);
    expect((await me.ask(changePath(made?.id ?? ''))).status).toBe(200);
  });

  it('of a query that cannot be read changes nothing and says where', async () => {
    const answer = await send(await somebody(), 'POST', paths.bulk, { query: '(a', change: { archived: true } });
    expect([answer.status, problemSchema.parse(await answer.json()).type]).toEqual([
      400,
      'urn:bookmark-manager:unreadable-query',
    ]);
  });

  it('keeps the counts right while many are made at the same time', async () => {
    const me = await somebody();
    const urls = Array.from({ length: 30 }, (_, i) => `https://race.test/${i}`);
    const imported = () =>
      importLinks(
        me,
        urls.map((url, i) => ({ url, tags: `t${i % 3},all` })),
      );
    await imported();
    await Promise.all([
      change(me, { query: '#t0', change: { addTags: ['a', 'b'], removeTags: ['all'] } }),
      change(me, { query: '#t1', change: { addTags: ['b', 'a'], removeFolders: [['none']] } }),
      change(me, { query: '#t2', change: { deleted: true } }),
      imported(),
      ...urls.slice(0, 6).map((url, i) => add(me, url, { tags: ['b', `c${i % 2}`] })),
      send(me, 'PATCH', `${paths.tags}/${await tagId(me, 't1')}`, { name: 'a' }),
      send(me, 'DELETE', `${paths.tags}/${await tagId(me, 't0')}`),
    ]);
    const pages = await Promise.all(
      ['is:archived', '-is:archived'].map((q) => me.ask(`${paths.bookmarks}?limit=100&q=${q}`)),
    );
    const all = (
      await Promise.all(pages.map(async (page) => bookmarkPageSchema.parse(await page.json()).items))
    ).flat();
    const truth: Record<string, number> = {};
    for (const tag of all.flatMap((one) => one.tags)) truth[tag] = (truth[tag] ?? 0) + 1;
    expect(await tags(me)).toEqual(truth);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a tag', () => {
  it('is renamed with its id, merged and deleted, and all of it is undone', async () => {
    const me = await somebody();
    await add(me, 'https://tag.test/1', { tags: ['a', 'x'] });
    await add(me, 'https://tag.test/2', { tags: ['x', 'b'] });
    const id = await tagId(me, 'a');
    const patch = (name: string) => send(me, 'PATCH', `${paths.tags}/${id}`, { name });
    const renamed = changedSchema.parse(await (await patch('z')).json());
    expect([await tags(me), await tagId(me, 'z')]).toEqual([{ b: 1, x: 2, z: 1 }, id]);
    expect((await patch('x')).status).toBe(409);
    expect(changedSchema.parse(await (await patch('z')).json()).changed).toBe(0);
    const merge = await send(me, 'POST', `${paths.tags}/${id}/merge`, { into: await tagId(me, 'x') });
    const merged = changedSchema.parse(await merge.json());
    expect([merged, await tags(me)]).toMatchObject([
      { changed: 1, change: { kind: 'merge-tags' } },
      { b: 1, x: 2 },
    ]);
    const deleted = changedSchema.parse(
      await (await send(me, 'DELETE', `${paths.tags}/${await tagId(me, 'x')}`)).json(),
    );
    expect([deleted.changed, await tags(me)]).toEqual([2, { b: 1 }]);
    for (const { change } of [deleted, merged, renamed]) await undo(me, change?.id);
    expect(await tags(me)).toEqual({ a: 1, b: 1, x: 2 });
    expect((await list(me, '#a'))[0]?.tags).toEqual(['a', 'x']);
    expect((await list(me, '#b'))[0]?.tags).toEqual(['x', 'b']);
  });

  it('is renamed to what it is called while no bookmark has it, and stays', async () => {
    const me = await somebody();
    const { id } = await add(me, 'https://tag.test/1', { tags: ['alone'] });
    const tag = await tagId(me, 'alone');
    await send(me, 'DELETE', `${paths.bookmarks}/${id}`);
    const answer = await send(me, 'PATCH', `${paths.tags}/${tag}`, { name: 'alone' });
    expect([answer.status, (await send(me, 'GET', `${paths.tags}/${tag}`)).status]).toEqual([200, 200]);
  });

  it('is nobody else’s', async () => {
    const [me, other] = [await somebody(), await somebody()];
    await add(me, 'https://tag.test/', { tags: ['mine'] });
    await add(other, 'https://tag.test/', { tags: ['mine', 'theirs'] });
    const id = await tagId(me, 'mine');
    const asked = [
      other.ask(`${paths.tags}/${id}`),
      send(other, 'PATCH', `${paths.tags}/${id}`, { name: 'x' }),
      send(other, 'DELETE', `${paths.tags}/${id}`),
      send(other, 'POST', `${paths.tags}/${await tagId(other, 'theirs')}/merge`, { into: id }),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    await send(me, 'PATCH', `${paths.tags}/${id}`, { name: 'renamed' });
    expect(await tags(other)).toEqual({ mine: 1, theirs: 1 });
  });

  it('that no bookmark has any more is listed only when asked for', async () => {
    const me = await somebody();
    const { id } = await add(me, 'https://tag.test/', { tags: ['gone', 'kept'] });
    await send(me, 'PATCH', bookmarkPath(id), { tags: ['kept'] });
    expect(await tags(me)).toEqual({ kept: 1 });
    const { items } = tagsSchema.parse(await (await me.ask(`${paths.tags}?unused=true`)).json());
    expect(items.map(({ name, count }) => [name, count])).toEqual([
      ['gone', 0],
      ['kept', 1],
    ]);
  });
});

describe('a folder', () => {
  it('is moved with what lies in it, deleted into the one above, and all of it is undone', async () => {
    const me = await somebody();
    await add(me, 'https://folder.test/1', { folders: [['A', 'B'], ['C']] });
    await add(me, 'https://folder.test/2', { folders: [['A', 'B', '日本']] });
    await add(me, 'https://folder.test/3', { folders: [['B', 'A']] });
    const before = [
      ['A', 0, 2],
      ['A/B', 1, 2],
      ['A/B/日本', 1, 1],
      ['B', 0, 1],
      ['B/A', 1, 1],
      ['C', 1, 1],
    ];
    expect(await folders(me)).toEqual(before);
    const move = (path: string[], to: string[]) => send(me, 'PATCH', paths.folders, { path, to });
    const moved = changedSchema.parse(await (await move(['A', 'B'], ['C'])).json());
    expect(moved).toMatchObject({ changed: 2, change: { kind: 'move-folder' } });
    expect(await folders(me)).toEqual([
      ['B', 0, 1],
      ['B/A', 1, 1],
      ['C', 1, 2],
      ['C/日本', 1, 1],
    ]);
    const deleted = changedSchema.parse(await (await send(me, 'DELETE', `${paths.folders}?path=C`)).json());
    expect(await folders(me)).toEqual([
      ['B', 0, 1],
      ['B/A', 1, 1],
      ['日本', 1, 1],
    ]);
    for (const { change } of [deleted, moved]) await undo(me, change?.id);
    expect(await folders(me)).toEqual(before);
    expect((await move(['none'], ['x'])).status).toBe(404);
    expect(
      (
        await move(
          ['A'],
          Array.from({ length: 19 }, (_, i) => `${i}`),
        )
      ).status,
    ).toBe(409);
  });
});

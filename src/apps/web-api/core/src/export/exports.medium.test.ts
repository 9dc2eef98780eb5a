import { exportFormats, exportSchema, importSchema, paths } from '@bookmark-manager/contract';
import type { Service } from '@bookmark-manager/serving/testing';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from '../testing.ts';

let testApi: TestApi;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  api = await testApi.start((await testApi.migrated()).env);
  me = await signUp(api.url);
  await add('https://one.test/', {
    title: 'One, "two"\n<3',
    notes: 'n',
    tags: ['a', 'b, c'],
    folders: [['X', 'Y'], ['Z']],
  });
  await add('https://two.test/', { description: '日本\n語', archived: true });
  await add('https://three.test/', { folders: [['X']], unread: true });
}, 240_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const json = (value: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const add = (url: string, rest: object) => me.ask(paths.bookmarks, json({ url, ...rest }));
const exported = async (format: string) => {
  const { id } = exportSchema.parse(await (await me.ask(paths.exports, json({ format }))).json());
  const done = await until(30_000, async () => {
    const one = exportSchema.parse(await (await me.ask(`${paths.exports}/${id}`)).json());
    return one.finishedAt === null ? undefined : one;
  });
  return { done, file: await me.ask(`${paths.exports}/${id}/file`) };
};
const all = async (who: SignedIn) => {
  const { items } = (await (await who.ask(`${paths.bookmarks}?limit=100`)).json()) as {
    items: Record<string, unknown>[];
  };
  const kept = ['url', 'title', 'description', 'notes', 'tags', 'folders', 'addedAt', 'unread', 'archived'];
  return items.map((one) =>
    Object.fromEntries(kept.map((key) => [key, key === 'folders' ? [...(one.folders as [])].sort() : one[key]])),
  );
};

describe('an export', () => {
  it.each(exportFormats)('to %s is a file that is imported to the same by somebody else', async (format) => {
    const { done, file } = await exported(format);
    expect(done).toMatchObject({ state: 'done', format, bookmarks: 3 });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="bookmarks-[\d-]{10}\.\w+"$/);
    const bytes = await file.bytes();
    expect(bytes.length).toBe(done.bytes);
    const other = await signUp(api.url, `${format}@example.com`);
    const form = new FormData();
    form.set('file', new Blob([bytes]));
    const { id } = importSchema.parse(await (await other.ask(paths.imports, { method: 'POST', body: form })).json());
    await until(30_000, async () => {
      const one = importSchema.parse(await (await other.ask(`${paths.imports}/${id}`)).json());
      return one.state === 'done' ? one : undefined;
    });
    expect(await all(other)).toEqual(await all(me));
  });

  it('is nobody else’s', async () => {
    const { done } = await exported('json');
    const other = await signUp(api.url, 'other@example.com');
    for (const path of [`${paths.exports}/${done.id}`, `${paths.exports}/${done.id}/file`])
      expect((await other.ask(path)).status).toBe(404);
  });

  it('of another format is refused', async () => {
    expect((await me.ask(paths.exports, json({ format: 'xlsx' }))).status).toBe(400);
  });
});

import {
  bookmarkPageSchema,
  bookmarkSchema,
  importReportSchema,
  paths,
  problemSchema,
} from '@bookmark-manager/contract';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from './testing.ts';

let testApi: TestApi;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  api = await testApi.start((await testApi.migrated()).env);
  me = await signUp(api.url);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const ask: SignedIn['ask'] = (path, init) => me.ask(path, init);
const add = (body: unknown) =>
  ask(paths.bookmarks, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const list = async (query: string) => bookmarkPageSchema.parse(await (await ask(`${paths.bookmarks}?${query}`)).json());
const importHtml = (html: string) =>
  ask(paths.import, { method: 'POST', headers: { 'content-type': 'text/html' }, body: html });
const file = (links: string) => `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>${links}</DL><p>`;

describe('the API', () => {
  it.each(['/health', paths.health, paths.ready])('answers %s', async (path) => {
    expect(await (await ask(path)).json()).toEqual({ status: 'ok' });
  });

  it('adds a bookmark, finds it, and deletes it', async () => {
    const added = await add({ url: 'https://add.test/a', title: 'Added 請求書', tags: ['one'] });
    const bookmark = bookmarkSchema.parse(await added.json());
    expect([added.status, added.headers.get('location')]).toEqual([201, `${paths.bookmarks}/${bookmark.id}`]);
    expect((await list(`q=${encodeURIComponent('ADDED 請求 one')}`)).items).toMatchObject([bookmark]);
    const remove = () => ask(`${paths.bookmarks}/${bookmark.id}`, { method: 'DELETE' });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
  });

  it('brings a known address up to date instead of adding it twice', async () => {
    await add({ url: 'https://twice.test/', title: 'First', tags: ['a'] });
    const again = await add({ url: 'https://twice.test/', title: 'Second', tags: ['b'], folders: [['F']] });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ title: 'Second', tags: ['a', 'b'], folders: [['F']] });
    expect((await list('q=twice.test')).items).toHaveLength(1);
  });

  it('pages through everything once, newest first', async () => {
    const links = Array.from(
      { length: 25 },
      (_, i) => `<DT><A HREF="https://page.test/${i}" ADD_DATE="${1_500_000_000 + Math.floor(i / 3)}">Page ${i}</A>`,
    );
    await importHtml(file(links.join('')));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`q=page.test&limit=4${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ url }) => url));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
    expect(seen[0]).toBe('https://page.test/24');
  });

  it.each(['100%', '_____', 'pa_e.test'])('takes no sign of %j for a pattern', async (word) => {
    expect((await list(`q=${encodeURIComponent(word)}`)).items).toEqual([]);
  });

  it('imports a file, and the same file again changes nothing', async () => {
    const html = file(`<DT><H3>Top</H3><DL><p>
      <DT><A HREF="https://import.test/1" ADD_DATE="1466009412" TAGS="x,y">One</A><DD>About one
      <DT><A HREF="https://import.test/1" TAGS="z">One again</A>
      <DT><A HREF="javascript:alert(1)">Script</A></DL><p>`);
    const first = importReportSchema.parse(await (await importHtml(html)).json());
    expect(first).toMatchObject({
      links: 3,
      added: 1,
      duplicates: 1,
      skipped: 1,
      skippedBecause: { javascript: 1 },
      complete: true,
    });
    const before = (await list('q=import.test')).items;
    expect(before).toMatchObject([
      { title: 'One', tags: ['x', 'y', 'z'], folders: [['Top']], addedAt: '2016-06-15T16:50:12.000Z' },
    ]);
    const second = importReportSchema.parse(await (await importHtml(html)).json());
    expect(second).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect((await list('q=import.test')).items).toEqual(before);
  });

  it('unites what two files say about one address', async () => {
    await importHtml(file('<DT><A HREF="https://unite.test/" ADD_DATE="1500000000" TAGS="a">Mine</A>'));
    const report = await importHtml(
      file('<DT><H3>F</H3><DL><DT><A HREF="https://unite.test/" ADD_DATE="1400000000" TAGS="b">Theirs</A></DL>'),
    );
    expect(await report.json()).toMatchObject({ added: 0, updated: 1 });
    expect((await list('q=unite.test')).items).toMatchObject([
      { title: 'Mine', tags: ['a', 'b'], folders: [['F']], addedAt: '2014-05-13T16:53:20.000Z' },
    ]);
  });

  it('imports the same links once when two people send them at the same time', async () => {
    const html = file(Array.from({ length: 800 }, (_, i) => `<DT><A HREF="https://race.test/${i}">R</A>`).join(''));
    const reports = await Promise.all(
      [importHtml(html), importHtml(html)].map(async (answer) => importReportSchema.parse(await (await answer).json())),
    );
    expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(800);
  });

  it('takes the file from a form', async () => {
    const form = new FormData();
    form.set('file', new Blob([file('<DT><A HREF="https://form.test/">F</A>')]), 'bookmarks.html');
    expect(await (await ask(paths.import, { method: 'POST', body: form })).json()).toMatchObject({ added: 1 });
  });

  it('imports what comes before the cut of a cut file, and says so', async () => {
    const report = await importHtml(
      '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://cut.test/">C</A><DT><A HREF="htt',
    );
    expect(await report.json()).toMatchObject({ added: 1, complete: false });
  });

  it('gives every answer a request id, and takes a plain one from the caller', async () => {
    expect((await ask('/health')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask('/health', { headers: { 'x-request-id': 'from-the-door' } })).headers.get('x-request-id')).toBe(
      'from-the-door',
    );
  });

  it('logs the route and not what was searched for', async () => {
    await ask(`${paths.bookmarks}?q=private-matter`);
    expect(api.lines.join('\n')).toContain('"route":"/api/v1/bookmarks"');
    expect(api.lines.join('\n')).not.toContain('private-matter');
  });

  it('says what is wrong with every field', async () => {
    const answer = await add({ url: 'javascript:alert(1)', tags: [''] });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(problemSchema.parse(await answer.json()).errors?.map(({ path }) => path)).toEqual(['url', 'tags.0']);
  });

  const post = (headers: Record<string, string>, body: string) => ({ method: 'POST', headers, body });
  it.each([
    ['an unknown address', '/api/none', {}, 404],
    ['a broken address', '/api/%', {}, 400],
    ['a cursor of somebody else', `${paths.bookmarks}?cursor=x`, {}, 400],
    ['a limit that is none', `${paths.bookmarks}?limit=x`, {}, 400],
    ['a query of two', `${paths.bookmarks}?q=a&q=b`, {}, 400],
    ['an id that is none', `${paths.bookmarks}/1`, { method: 'DELETE' }, 400],
    ['broken JSON', paths.bookmarks, post({ 'content-type': 'application/json' }, '{'), 400],
    ['no body', paths.bookmarks, { method: 'POST' }, 400],
    ['a body of another kind', paths.bookmarks, post({ 'content-type': 'text/plain' }, 'x'), 415],
    ['a large body', paths.bookmarks, post({ 'content-type': 'application/json' }, `"${'x'.repeat(300_000)}"`), 413],
    ['a file that is no bookmarks', paths.import, post({ 'content-type': 'text/html' }, 'hello'), 422],
    ['a form without a boundary', paths.import, post({ 'content-type': 'multipart/form-data' }, 'x'), 400],
    [
      'a form that is cut',
      paths.import,
      post(
        { 'content-type': 'multipart/form-data; boundary=b' },
        '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc',
      ),
      400,
    ],
    [
      'a form without a file',
      paths.import,
      post({ 'content-type': 'multipart/form-data; boundary=b' }, '--b--\r\n'),
      400,
    ],
    ['JSON where a file belongs', paths.import, post({ 'content-type': 'application/json' }, '{}'), 415],
    ['no file', paths.import, { method: 'POST' }, 415],
  ])('answers %s with a problem', async (_what, path, init, status) => {
    const answer = await ask(path, { ...init, signal: AbortSignal.timeout(5000) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problemSchema.parse(await answer.json())).toMatchObject({
      status,
      requestId: answer.headers.get('x-request-id'),
    });
  });
});

import { madeApiTokenSchema, paths } from '@bookmark-manager/contract';
import { openApiDocument } from '@bookmark-manager/contract/openapi';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type SignedIn, sending, signUp, type TestApi } from './testing.ts';
import { bodies, MARK, makers, queries, shownToAll } from './testing-routes.ts';

type Operation = { readonly operationId: string; readonly security?: readonly unknown[] };
const all = Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    ...(operation as Operation),
  })),
);
type Route = (typeof all)[number];
const guarded = all.filter(({ security }) => security === undefined);
const writes = ({ method }: Route) => method !== 'GET';
/** What is about one thing of somebody's. */
const withId = ({ path, operationId }: Route) => path.includes('{') && !shownToAll.has(operationId);

/** In the place of a name, where what is named is nobody's. */
const NAMELESS = '0'.repeat(64);

let testApi: TestApi;
let api: Service;
let first: SignedIn;
let member: SignedIn;
let other: SignedIn;
let readToken: string;
const ids = new Map<string, string>();
beforeAll(async () => {
  testApi = await createTestApi();
  api = await testApi.start((await testApi.migrated()).env);
  first = await signUp(api.url, `${MARK}@example.com`);
  [member, other] = await Promise.all([signUp(api.url, 'member@example.com'), signUp(api.url, 'other@example.com')]);
  const html = ['', '#'].map((end) => `<DT><A HREF="https://twice.${MARK}.test/${end}">x</A>`).join('');
  const file = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>${html}</DL>`;
  await first.ask(paths.import, { method: 'POST', headers: { 'content-type': 'text/html' }, body: file });
  await first.ask(paths.bookmarks, sending('POST', { url: `https://archived.${MARK}.test/`, archived: true }));
  for (const path of new Set(guarded.filter(withId).map((one) => one.path))) {
    const make = makers[path];
    if (make === undefined) throw new Error(`makers has no row for ${path}`);
    ids.set(path, await make(first));
  }
  const made = await first.ask(paths.tokens, sending('POST', { name: `${MARK}, reading`, scope: 'read' }));
  readToken = madeApiTokenSchema.parse(await made.json()).token;
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const send = (ask: SignedIn['ask'], { path, method, operationId }: Route, headers: Record<string, string> = {}) => {
  const init: { method: string; headers?: object; body?: string } =
    method === 'GET' || method === 'DELETE' ? { method } : sending(method, bodies[operationId] ?? {});
  return ask(path.replace(/\{\w+\}/, ids.get(path) ?? NAMELESS) + (queries[operationId] ?? ''), {
    ...init,
    headers: { ...init.headers, ...headers },
  });
};
const nobody: SignedIn['ask'] = (path, init) => fetch(`${api.url}${path}`, init);

it('most routes need somebody, and these do not', () => {
  expect(
    all
      .filter(({ security }) => security !== undefined)
      .map(({ operationId }) => operationId)
      .sort(),
  ).toEqual(['health', 'readFeed', 'ready', 'signIn', 'signUp', 'signUpState']);
});

const titled = (routes: readonly Route[]) => routes.map((route) => [route.method, route.path, route] as const);

it.each(titled(guarded))('%s %s lets nobody in who is not known', async (_method, _path, route) => {
  for (const headers of [{}, { authorization: 'Bearer bm_guessed' }, { cookie: 'session=a.b.c' }]) {
    const answer = await send(nobody, route, headers);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  }
});

it.each(titled(guarded.filter(writes)))(
  '%s %s does nothing for a token that may only read, or for another site',
  async (_method, _path, route) => {
    const asToken = await send(nobody, route, { authorization: `Bearer ${readToken}` });
    const fromElsewhere = await send(first.ask, route, { 'sec-fetch-site': 'cross-site' });
    expect([asToken.status, fromElsewhere.status]).toEqual([403, 403]);
  },
);

it.each(titled(guarded.filter(withId)))("%s %s has nothing of somebody else's", async (_method, _path, route) => {
  const answer = await send(member.ask, route);
  expect([403, 404]).toContain(answer.status);
  expect(await answer.text()).not.toContain(MARK);
});

const lists = guarded.filter((route) => !withId(route) && !writes(route) && !shownToAll.has(route.operationId));
it.each(titled(lists))("%s %s shows nothing of somebody else's", async (_method, _path, route) => {
  const [mine, theirs] = await Promise.all([send(first.ask, route), send(member.ask, route)]);
  expect([mine.status, theirs.status]).toEqual([200, expect.toBeOneOf([200, 403])]);
  const [shown, hidden] = [await mine.text(), await theirs.text()];
  const marks = [MARK, ids.get(`${route.path}/{id}`) ?? MARK];
  expect(marks.filter((mark) => shown.includes(mark))).not.toEqual([]);
  expect(marks.filter((mark) => hidden.includes(mark))).toEqual([]);
});

// signing out touches the session that asks, and nothing else has one
const collective = guarded.filter((route) => !withId(route) && writes(route) && route.operationId !== 'signOut');
it.each(titled(collective))("%s %s changes nothing of somebody else's", async (_method, _path, route) => {
  const before = await everything(first);
  await send(other.ask, route);
  expect(await everything(first)).toEqual(before);
});

it("after all of that, nothing of the first person's is gone", async () => {
  for (const route of guarded.filter((one) => withId(one) && one.method === 'GET' && one.operationId !== 'readPicture'))
    expect((await send(first.ask, route)).ok, route.path).toBe(true);
  const shown = (await everything(first)).join('\n');
  for (const [path, id] of ids) expect(shown, path).toContain(id);
});

/** All that the routes without an id say to somebody. */
const everything = (who: SignedIn): Promise<string[]> =>
  Promise.all(
    guarded
      .filter(
        (route) =>
          !withId(route) &&
          !writes(route) &&
          ![paths.people, paths.preview].some((path) => path === route.path) &&
          route.operationId !== 'readIcon',
      )
      .map(async (route) => (await send(who.ask, route)).text()),
  );

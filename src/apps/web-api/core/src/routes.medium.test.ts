import {
  bookmarkSchema,
  changedSchema,
  exportSchema,
  linkdingPaths,
  madeApiTokenSchema,
  madeInvitationSchema,
  paths,
  sessionsSchema,
} from '@bookmark-manager/contract';
import { openApiDocument } from '@bookmark-manager/contract/openapi';
import type { Service } from '@bookmark-manager/serving/testing';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestApi, type SignedIn, sending, signUp, type TestApi } from './testing.ts';

/** In whatever the first person has: nobody else may ever be shown it. */
const MARK = 'of-the-first';

const madeSchema = z.object({ id: z.union([z.string(), z.int()]).transform(String) });
const idOf = async (answer: Response): Promise<string> => {
  const text = await answer.text();
  expect(answer.ok, text).toBe(true);
  return madeSchema.parse(JSON.parse(text)).id;
};

const idIn = async (ask: SignedIn['ask'], path: string): Promise<string> => {
  const listSchema = z.object({ items: z.array(madeSchema).optional(), results: z.array(madeSchema).optional() });
  const { items = [], results = [] } = listSchema.parse(await (await ask(path)).json());
  return [...items, ...results][0]?.id ?? '';
};
const madeChange = async ({ ask }: SignedIn): Promise<string> => {
  const edit = { query: MARK, change: { addTags: [`changed ${MARK}`] } };
  return changedSchema.parse(await (await ask(paths.bulk, sending('POST', edit))).json()).change?.id ?? '';
};
const tagIdOf = ({ ask }: SignedIn) => idIn(ask, paths.tags);
const numberOf = ({ ask }: SignedIn) => idIn(ask, linkdingPaths.bookmarks);

const bookmarkIdOf = ({ ask }: SignedIn) => idIn(ask, paths.bookmarks);
/** One that stays wanted: no host has that name. */
const wantedPage = async (owner: SignedIn): Promise<string> => {
  const id = await bookmarkIdOf(owner);
  await owner.ask(`${paths.bookmarks}/${id}/page`, { method: 'POST' });
  return id;
};
const importIdOf = ({ ask }: SignedIn) => idIn(ask, paths.imports);
/** Once it is written: what is shown of it changes no more. */
const exportIdOf = async ({ ask }: SignedIn): Promise<string> => {
  const id = await idOf(await ask(paths.exports, sending('POST', { format: 'json' })));
  return until(30_000, async () => {
    const { state } = exportSchema.parse(await (await ask(`${paths.exports}/${id}`)).json());
    return state === 'done' ? id : undefined;
  });
};

/** How somebody gets one of what a route with an id is about. A new route with an id needs a row here. */
const makers: Readonly<Record<string, (owner: SignedIn) => Promise<string>>> = {
  [`${paths.bookmarks}/{id}`]: async ({ ask }) =>
    bookmarkSchema.parse(
      await (
        await ask(
          paths.bookmarks,
          sending('POST', { url: `https://${MARK}.test/`, title: MARK, tags: [MARK], folders: [[MARK]] }),
        )
      ).json(),
    ).id,
  [`${paths.bookmarks}/{id}/check`]: bookmarkIdOf,
  [`${paths.bookmarks}/{id}/page`]: wantedPage,
  [`${paths.sessions}/{id}`]: async ({ ask }) =>
    sessionsSchema.parse(await (await ask(paths.sessions)).json()).items[0]?.id ?? '',
  [`${paths.tokens}/{id}`]: async ({ ask }) =>
    idOf(await ask(paths.tokens, sending('POST', { name: MARK, scope: 'read' }))),
  [`${paths.invitations}/{id}`]: async ({ ask }) =>
    madeInvitationSchema.parse(
      await (await ask(paths.invitations, sending('POST', { email: `${MARK}@example.com` }))).json(),
    ).id,
  [`${paths.people}/{id}`]: async ({ person }) => person.id,
  [`${paths.searches}/{id}`]: async ({ ask }) =>
    idOf(await ask(paths.searches, sending('POST', { name: MARK, q: MARK }))),
  [`${paths.searches}/{id}/feed`]: async ({ ask }) =>
    idOf(await ask(paths.searches, sending('POST', { name: `${MARK}, a feed`, q: MARK }))),
  [`${paths.changes}/{id}`]: madeChange,
  [`${paths.changes}/{id}/undo`]: ({ ask }) => idIn(ask, paths.changes),
  [`${paths.imports}/{id}`]: importIdOf,
  [`${paths.imports}/{id}/left-out`]: importIdOf,
  [`${paths.exports}/{id}`]: exportIdOf,
  [`${paths.exports}/{id}/file`]: exportIdOf,
  [`${paths.tags}/{id}`]: tagIdOf,
  [`${paths.tags}/{id}/merge`]: tagIdOf,
  [`${linkdingPaths.bookmarks}{id}/`]: numberOf,
  [`${linkdingPaths.bookmarks}{id}/archive/`]: numberOf,
  [`${linkdingPaths.bookmarks}{id}/unarchive/`]: numberOf,
  [`${linkdingPaths.tags}{id}/`]: ({ ask }) => idIn(ask, linkdingPaths.tags),
  [`${linkdingPaths.bundles}{id}/`]: async ({ ask }) =>
    idOf(await ask(linkdingPaths.bundles, sending('POST', { name: `${MARK}, a bundle`, search: MARK }))),
};

/** What a route takes that would change something, where an empty body would not. */
const bodies: Readonly<Record<string, object>> = {
  startExport: { format: 'json' },
  changePerson: { disabled: true },
  addBookmark: { url: `https://${MARK}.test/`, title: 'Mine' },
  makeToken: { name: 'mine' },
  saveSearch: { name: 'mine', q: '' },
  changeSearch: { q: 'mine' },
  changeBookmarks: { query: MARK, change: { deleted: true } },
  renameTag: { name: 'mine' },
  mergeTag: { into: 1 },
  moveFolder: { path: [MARK], to: ['mine'] },
  linkdingAdd: { url: `https://${MARK}.test/`, title: 'Mine', tag_names: [] },
  linkdingAddTag: { name: MARK },
  linkdingAddBundle: { name: MARK },
};

/** What has to be said in the address. */
const queries: Readonly<Record<string, string>> = {
  checkAddress: `?url=https://${MARK}.test/`,
  linkdingCheck: `?url=https://${MARK}.test/`,
  suggest: '?q=%23',
  deleteFolder: `?path=${MARK}`,
};

/** What repeats the address that was asked for, shows what people share, or is the same for everybody; marks.medium.test.ts has what these show. */
const shownToAll: ReadonlySet<string> = new Set([
  'checkAddress',
  'previewPage',
  'linkdingCheck',
  'linkdingProfile',
  'linkdingShared',
  'listShared',
]);

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
const withId = ({ path }: Route) => path.includes('{');

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
  return ask(path.replace(/\{\w+\}/, ids.get(path) ?? '') + (queries[operationId] ?? ''), {
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
  for (const route of guarded.filter((one) => withId(one) && one.method === 'GET'))
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
          !withId(route) && !writes(route) && ![paths.people, paths.preview].some((path) => path === route.path),
      )
      .map(async (route) => (await send(who.ask, route)).text()),
  );

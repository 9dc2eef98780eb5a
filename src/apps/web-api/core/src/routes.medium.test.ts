import {
  bookmarkSchema,
  madeApiTokenSchema,
  madeInvitationSchema,
  paths,
  sessionsSchema,
} from '@bookmark-manager/contract';
import { openApiDocument } from '@bookmark-manager/contract/openapi';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestApi, type SignedIn, sending, signUp, type TestApi } from './testing.ts';

/** In whatever the first person has: nobody else may ever be shown it. */
const MARK = 'of-the-first';

const madeSchema = z.object({ id: z.string() });
const idOf = async (answer: Response): Promise<string> => madeSchema.parse(await answer.json()).id;

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
};

/** What a route takes that would change something, where an empty body would not. */
const bodies: Readonly<Record<string, object>> = {
  changePerson: { disabled: true },
  addBookmark: { url: `https://${MARK}.test/`, title: 'Mine' },
  makeToken: { name: 'mine' },
  saveSearch: { name: 'mine', q: '' },
  changeSearch: { q: 'mine' },
};

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
  return ask(path.replace(/\{\w+\}/, ids.get(path) ?? ''), { ...init, headers: { ...init.headers, ...headers } });
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

// suggestions are of counted tags, and search/saved/saved.medium.test.ts tries them with somebody else's
const lists = guarded.filter((route) => !withId(route) && !writes(route) && route.operationId !== 'suggest');
it.each(titled(lists))("%s %s shows nothing of somebody else's", async (_method, _path, route) => {
  const [mine, theirs] = await Promise.all([send(first.ask, route), send(member.ask, route)]);
  expect([mine.status, theirs.status]).toEqual([200, expect.toBeOneOf([200, 403])]);
  expect(await mine.text()).toContain(MARK);
  expect(await theirs.text()).not.toContain(MARK);
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
    expect((await send(first.ask, route)).status, route.path).toBe(200);
  const shown = (await everything(first)).join('\n');
  for (const [path, id] of ids) expect(shown, path).toContain(id);
});

/** All that the routes without an id say to somebody. */
const everything = (who: SignedIn): Promise<string[]> =>
  Promise.all(
    guarded
      .filter((route) => !withId(route) && !writes(route) && route.path !== paths.people)
      .map(async (route) => (await send(who.ask, route)).text()),
  );

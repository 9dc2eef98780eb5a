import {
  madeApiTokenSchema,
  madeInvitationSchema,
  paths,
  peopleSchema,
  problemSchema,
  sessionsSchema,
} from '@bookmark-manager/contract';
import { createDatabase, type Database } from '@bookmark-manager/prisma';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseKeys } from '../signing/keys.ts';
import { signToken } from '../signing/tokens.ts';
import { createTestApi, passwordOf, type SignedIn, sending, signedIn, signUp, type TestApi } from '../testing.ts';
import { hashOf } from './identity-store.ts';

let testApi: TestApi;
let api: Service;
let env: Readonly<Record<string, string>>;
let database: Database;
let both: SignedIn[];
let first: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  ({ env } = await testApi.migrated());
  database = createDatabase({ url: env.DATABASE_URL ?? '' });
  await database.bookmark.createMany({
    data: Array.from({ length: 600 }, (_, i) => ({ url: `https://old.test/${i}`, urlKey: `${i}`, title: 'Old' })),
  });
  api = await testApi.start(env);
  // at the same time: only one of them can be the first
  both = await Promise.all(['first@example.com', 'rival@example.com'].map((email) => signUp(api.url, email)));
  const [one, other] = both;
  if (!one || !other) throw new Error('nobody signed up');
  first = one.person.role === 'administrator' ? one : other;
});
afterAll(async () => {
  await database.$disconnect();
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const signIn = (email: string, password = passwordOf(email), headers = {}) => {
  const init = sending('POST', { email, password });
  return fetch(`${api.url}${paths.signIn}`, { ...init, headers: { ...init.headers, ...headers } });
};
const isLetIn = async (who: SignedIn) => (await who.ask(paths.me)).status === 200;

describe('signing up', () => {
  it('makes one of two who come first administrator, who has what was there before', async () => {
    expect(both.map(({ person }) => person.role).sort()).toEqual(['administrator', 'member']);
    expect(await database.bookmark.count({ where: { userId: first.person.id } })).toBe(600);
  });

  it('makes the next one a member, who has nothing, and sees nothing of others', async () => {
    const { person, ask } = await signUp(api.url, 'second@example.com');
    expect(person.role).toBe('member');
    expect(await (await ask(paths.bookmarks)).json()).toEqual({ items: [], nextCursor: null });
  });

  it('takes an address once, however it is written', async () => {
    const again = await fetch(
      `${api.url}${paths.signUp}`,
      sending('POST', { email: ` ${first.person.email.toUpperCase()} `, password: passwordOf('x') }),
    );
    expect([again.status, problemSchema.parse(await again.json()).type]).toEqual([
      409,
      'urn:bookmark-manager:conflict',
    ]);
  });

  it.each([
    [{ email: 'no address', password: 'long enough' }, 'email'],
    [{ email: 'short@example.com', password: 'too short' }, 'password'],
  ])('of %j names what is wrong', async (given, field) => {
    const answer = await fetch(`${api.url}${paths.signUp}`, sending('POST', given));
    expect(problemSchema.parse(await answer.json()).errors).toMatchObject([{ path: field }]);
  });

  it('of two with one address, at the same time, lets one in', async () => {
    const made = await Promise.allSettled([1, 2].map(() => signUp(api.url, 'twice@example.com')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a session', () => {
  it('has a cookie that no script reads and no other site sends, and over HTTPS nothing else carries', async () => {
    const [plain, secure] = await Promise.all([
      signIn(first.person.email),
      signIn(first.person.email, undefined, { 'x-forwarded-proto': 'https' }),
    ]);
    expect(plain.headers.get('set-cookie')).toMatch(
      /^session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    expect(secure.headers.get('set-cookie')).toContain('; Secure;');
  });

  it('ends when it is signed out of, and its cookie is good for nothing', async () => {
    const me = await signedIn(api.url, await signIn(first.person.email));
    const out = await me.ask(paths.signOut, { method: 'POST' });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^session=;.*Max-Age=0$/)]);
    expect(await isLetIn(me)).toBe(false);
    expect(await isLetIn(first)).toBe(true);
  });

  it('is listed, and ended from another one', async () => {
    const other = await signedIn(api.url, await signIn(first.person.email));
    const { items } = sessionsSchema.parse(await (await other.ask(paths.sessions)).json());
    const current = items.filter((one) => one.current).map(({ id }) => id);
    expect([current.length, items.length > 1]).toEqual([1, true]);
    expect((await first.ask(`${paths.sessions}/${current[0]}`, { method: 'DELETE' })).status).toBe(204);
    expect(await isLetIn(other)).toBe(false);
  });

  it('is let in until its row has ended, and gets a new cookie when its own is old', async () => {
    const me = await signedIn(api.url, await signIn(first.person.email));
    expect((await me.ask(paths.me)).headers.get('set-cookie')).toBeNull();
    await database.session.updateMany({ data: { lastSeenAt: new Date(0) } });
    expect(await isLetIn(me)).toBe(true);
    const [row] = await database.session.findMany({ orderBy: { lastSeenAt: 'desc' }, take: 1 });
    expect(row?.lastSeenAt.getTime()).toBeGreaterThan(0);
    const old = signToken(parseKeys(env.JWT_SECRET ?? ''), {
      sub: row?.id ?? '',
      exp: Math.floor(Date.now() / 1000) + 29 * 86_400,
    });
    const answer = await fetch(`${api.url}${paths.me}`, { headers: { cookie: `session=${old}` } });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      200,
      expect.stringContaining('Max-Age=2592000'),
    ]);
    await database.session.updateMany({ where: { id: row?.id ?? '' }, data: { expiresAt: new Date() } });
    expect(await isLetIn(me)).toBe(false);
  });

  it('ends with a new password, everywhere else', async () => {
    const [one, other] = [await signUp(api.url, 'changes@example.com'), await signIn('changes@example.com')];
    const elsewhere = await signedIn(api.url, other);
    const change = (currentPassword: string) =>
      one.ask(paths.me, sending('PATCH', { name: 'Mika', password: 'another password', currentPassword }));
    expect((await change('a guess')).status).toBe(403);
    expect(await (await change(passwordOf('changes@example.com'))).json()).toMatchObject({ name: 'Mika' });
    expect([await isLetIn(one), await isLetIn(elsewhere)]).toEqual([true, false]);
    expect([
      (await signIn('changes@example.com')).status,
      (await signIn('changes@example.com', 'another password')).status,
    ]).toEqual([401, 200]);
  });
});

describe('signing in', () => {
  it('says the same of a wrong password and of nobody', async () => {
    const answers = await Promise.all([signIn(first.person.email, 'a guess'), signIn('nobody@example.com')]);
    const said = await Promise.all(
      answers.map(async (one) => ({ ...problemSchema.parse(await one.json()), requestId: '' })),
    );
    expect(said[0]).toEqual(said[1]);
    expect(said[0]?.status).toBe(401);
  });

  it('is refused to another site, with the right password too', async () => {
    expect((await signIn(first.person.email, undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('is slowed down for an address that is tried again and again, from wherever, and for nobody else', async () => {
    const guess = (i: number) =>
      signIn('guessed@example.com', `guess ${i}`, { 'x-forwarded-for': `made up, 198.51.100.${i}` });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => guess(i)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const slowed = answers.find(({ status }) => status === 429);
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(30);
    expect((await signIn(first.person.email)).status).toBe(200);
  });

  it('writes no address, password, cookie or token into the log', () => {
    expect(api.lines.join('\n')).not.toMatch(/@example|password|guess|session=|bm_/);
  });
});

describe('a token', () => {
  it('is shown once, kept as a hash, told apart by what it may do, and good until it is deleted', async () => {
    const make = async (scope: string) =>
      madeApiTokenSchema.parse(
        await (await first.ask(paths.tokens, sending('POST', { name: `phone, ${scope}`, scope }))).json(),
      );
    const [read, write] = [await make('read'), await make('write')];
    const add = (authorization: string) =>
      fetch(`${api.url}${paths.bookmarks}`, {
        ...sending('POST', { url: 'https://token.test/' }),
        headers: { 'content-type': 'application/json', authorization },
      });
    expect((await add(`Bearer ${read.token}`)).status).toBe(403);
    expect((await add(`Token ${write.token}`)).status).toBe(201);
    expect((await database.apiToken.findUniqueOrThrow({ where: { id: read.id } })).hash).toEqual(hashOf(read.token));
    expect(await (await first.ask(paths.tokens)).json()).toEqual({
      items: [write, read].map(({ token: _, ...shown }) => ({ ...shown, lastUsedAt: expect.any(String) })),
    });
    await first.ask(`${paths.tokens}/${write.id}`, { method: 'DELETE' });
    expect((await add(`Token ${write.token}`)).status).toBe(401);
  });
});

describe('administrators', () => {
  it('invite: a code is good once, for its address', async () => {
    const invite = await first.ask(paths.invitations, sending('POST', { email: 'Invited@example.com' }));
    const { code, id } = madeInvitationSchema.parse(await invite.json());
    await using closed = await testApi.start({ ...env, SIGN_UP: 'invited' });
    await expect(signUp(closed.url, 'other@example.com', code)).rejects.toThrow('another e-mail address');
    await expect(signUp(closed.url, 'other@example.com')).rejects.toThrow('needs an invitation');
    expect((await signUp(closed.url, 'invited@example.com', code)).person.role).toBe('member');
    await expect(signUp(closed.url, 'invited@example.com', code)).rejects.toThrow('used already');
    expect((await first.ask(`${paths.invitations}/${id}`, { method: 'DELETE' })).status).toBe(204);
  });

  it('keep somebody out, let them in again, and one of them always stays', async () => {
    const member = await signUp(api.url, 'member@example.com');
    const change = (id: string, what: object) => first.ask(`${paths.people}/${id}`, sending('PATCH', what));
    expect((await member.ask(paths.people)).status).toBe(403);
    expect((await change(member.person.id, { disabled: true })).status).toBe(200);
    expect([await isLetIn(member), (await signIn('member@example.com')).status]).toEqual([false, 401]);
    await change(member.person.id, { disabled: false, password: 'given by hand' });
    expect((await signIn('member@example.com', 'given by hand')).status).toBe(200);
    for (const what of [{ role: 'member' }, { disabled: true }])
      expect((await change(first.person.id, what)).status).toBe(409);
    const { items } = peopleSchema.parse(await (await first.ask(paths.people)).json());
    expect(items.find(({ id }) => id === first.person.id)).toMatchObject({ role: 'administrator', disabledAt: null });
  });
});

it('without JWT_SECRET says at once that nobody can sign in, and does not pretend', async () => {
  const { JWT_SECRET: _, ...without } = env;
  await using keyless = await testApi.start(without);
  expect(keyless.lines.join('\n')).toContain('nobody can sign in: JWT_SECRET is not set');
  await expect(signUp(keyless.url, 'late@example.com')).rejects.toThrow('503');
});

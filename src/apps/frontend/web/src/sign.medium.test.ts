import { describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';

const web = servedWeb();

const problem = (code: string, status: number, more = {}) => ({
  type: `urn:bookmark-manager:${code}`,
  title: '',
  status,
  requestId: 'x',
  ...more,
});
const refuses = (status: number, code = 'x', more = {}): void => {
  web.api.answer = (_asked, response) => sendJson(response, status, problem(code, status, more));
};
const COOKIE = 'session=a.b.c; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000';
const letsIn = (): void => {
  web.api.answer = (_asked, response) => {
    response.setHeader('set-cookie', COOKIE);
    sendJson(response, 200, {});
  };
};
const plain = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${web.url}${path}`, { headers, redirect: 'manual' });

describe('whoever is not signed in', () => {
  it.each([
    ['/', '/sign-in'],
    ['/?q=%E6%B8%A9&cursor=x', '/sign-in?next=%2F%3Fq%3D%25E6%25B8%25A9%26cursor%3Dx'],
    ['/import', '/sign-in?next=%2Fimport'],
  ])('is led from %s to the sign-in page and back, and nobody is asked', async (path, location) => {
    const answer = await plain(path);
    expect([answer.status, answer.headers.get('location'), web.api.asked]).toEqual([307, location, []]);
  });

  it('any more is led there too, once the API says so', async () => {
    refuses(401);
    const answer = await plain('/?q=a', { cookie: 'session=of.some.body' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, '/sign-in?next=%2F%3Fq%3Da']);
  });

  it.each([
    ['add', { url: 'https://example.com/', title: 'T' }, '/add?url=https%3A%2F%2Fexample.com%2F&title=T'],
    ['delete', { id: 'x', back: '/?q=a' }, '/?q=a'],
    ['edit', { id: 'x', version: '1', title: 'T', back: '/?q=a' }, '/?q=a'],
    ['bulk', { id: 'x', mark: 'read', back: '/?q=a' }, '/?q=a'],
    ['undo', { change: 'x', back: '/?q=a' }, '/?q=a'],
    ['page', { id: 'x', deed: 'keep' }, '/bookmarks/x'],
  ])('is told so by the form that does %s, and led back with what was typed', async (action, form, next) => {
    refuses(401);
    const answer = await web.post(`/actions/${action}`, form);
    const query = new URLSearchParams({ problem: 'signed-out', next });
    expect(answer.headers.get('location')).toBe(`/sign-in?${query}`);
  });

  it('is told so by the import', async () => {
    refuses(401, 'unauthenticated');
    const send = (accept: string) =>
      fetch(`${web.url}/actions/import`, {
        method: 'POST',
        body: new FormData(),
        headers: { accept },
        redirect: 'manual',
      });
    const [script, form] = [await send('application/json'), await send('text/html')];
    expect([script.status, await script.json()]).toEqual([401, { problem: 'signed-out' }]);
    expect(form.headers.get('location')).toBe('/sign-in?problem=signed-out&next=%2Fimport');
  });
});

describe('what the API is told of a reader', () => {
  it('is their session and no other cookie, and of the addresses the one that the load balancer wrote', async () => {
    await web.page('/', { 'x-forwarded-for': 'made up, 203.0.113.9', 'x-forwarded-proto': 'https', 'user-agent': 'B' });
    expect(web.api.asked[0]?.headers).toMatchObject({
      cookie: 'session=of.some.body',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'user-agent': 'B',
    });
  });
});

describe('the sign-in form', () => {
  it('hands the session over and leads to where its reader wanted to go', async () => {
    letsIn();
    const answer = await web.post('/actions/sign-in', { email: ' mika@example.com', password: ' p ', next: '/?q=a' });
    expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([
      303,
      '/?q=a',
      [COOKIE],
    ]);
    expect(JSON.parse(web.api.asked[0]?.body.toString() ?? '')).toEqual({ email: 'mika@example.com', password: ' p ' });
  });

  it.each(['//evil.test', '/\\evil.test', '/\t/evil.test', 'https://evil.test', '/a\nb', ''])(
    'leads to the list instead of %j',
    async (next) => {
      letsIn();
      const answer = await web.post('/actions/sign-in', { email: 'a@b.c', password: 'p', next });
      expect(answer.headers.get('location')).toBe('/');
    },
  );

  it.each([
    [401, 'wrong-password', 'There is no such e-mail address and password'],
    [429, 'too-often', 'tried too often'],
    [500, 'away', 'cannot be reached'],
  ])('says what %i means, with the address kept and the password in no address', async (status, key, text) => {
    refuses(status);
    const answer = await web.post('/actions/sign-in', { email: 'a@b.c', password: 'hidden', next: '/import' });
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`/sign-in?problem=${key}&next=%2Fimport&email=a%40b.c`);
    const html = await web.page(location);
    expect(html).toContain(text);
    expect(html).toMatch(/name="email"[^>]*value="a@b.c"|value="a@b.c"[^>]*name="email"/);
    expect(html).toContain('name="next" value="/import"');
  });

  it('is refused when another site sent it', async () => {
    const answer = await web.post('/actions/sign-in', { email: 'a@b.c' }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.headers.get('location')).toBe('/sign-in?problem=foreign');
    expect(web.api.asked).toEqual([]);
  });
});

describe('the sign-up form', () => {
  it.each([
    [{ mode: 'open', isFirst: true }, 'you will be the administrator', false],
    [{ mode: 'open', isFirst: false }, 'nobody else sees them', false],
    [{ mode: 'invited', isFirst: false }, 'Invitation code', true],
    [{ mode: 'closed', isFirst: false }, 'Nobody can sign up here', false],
  ])('where it is %j', async (state, text, asksForInvitation) => {
    web.api.answer = (_asked, response) => sendJson(response, 200, state);
    const html = await web.page('/sign-up');
    expect(html).toContain(text);
    expect(html.includes('name="invitation"')).toBe(asksForInvitation);
  });

  it('takes the invitation from its link, and hands the session over', async () => {
    expect(await web.page('/sign-up?invitation=code')).toContain('value="code"');
    letsIn();
    const answer = await web.post('/actions/sign-up', { email: 'a@b.c', password: 'p', name: 'A', invitation: 'code' });
    expect([answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual(['/', [COOKIE]]);
    expect(JSON.parse(web.api.asked.at(-1)?.body.toString() ?? '')).toEqual({
      email: 'a@b.c',
      name: 'A',
      invitation: 'code',
      password: 'p',
    });
  });

  it.each([
    [400, { errors: [{ path: 'password', message: '' }] }, 'bad-password'],
    [400, { errors: [{ path: 'email', message: '' }] }, 'bad-email'],
    [403, {}, 'not-invited'],
    [409, {}, 'email-taken'],
  ])('says what %i %j means', async (status, more, key) => {
    refuses(status, 'x', more);
    const answer = await web.post('/actions/sign-up', { email: 'a@b.c', password: 'hidden', name: '' });
    expect(answer.headers.get('location')).toBe(`/sign-up?problem=${key}&email=a%40b.c&name=`);
  });
});

describe('signing out', () => {
  it('ends the session and has the browser forget it', async () => {
    web.api.answer = (_asked, response) => void response.writeHead(204).end();
    const answer = await web.post('/actions/sign-out', {});
    expect(answer.headers.get('location')).toBe('/sign-in?notice=signed-out');
    expect(answer.headers.getSetCookie()).toEqual(['session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect(web.api.asked).toMatchObject([{ url: '/api/v1/sign-out', headers: { cookie: 'session=of.some.body' } }]);
  });

  it('does not pretend while the API is away', async () => {
    web.api.answer = (_asked, response) => void response.destroy();
    const answer = await web.post('/actions/sign-out', {});
    expect([answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual(['/?problem=away', []]);
  });
});

describe('a session that is some hours old', () => {
  const session = (days: number) =>
    `h.${Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000 + days * 86_400) })).toString('base64url')}.s`;
  const answering = (): void => {
    web.api.answer = ({ url }, response) => {
      if (url === '/api/v1/me') response.setHeader('set-cookie', COOKIE);
      sendJson(response, 200, { items: [], nextCursor: null });
    };
  };

  it('is renewed with the next page', async () => {
    answering();
    const answer = await plain('/', { cookie: `session=${session(29.7)}` });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, [COOKIE]]);
  });

  it.each([
    ['fresh', 29.9],
    ['over', -1],
  ])('and one that is %s costs no question', async (_what, days) => {
    answering();
    expect((await plain('/', { cookie: `session=${session(days)}` })).headers.getSetCookie()).toEqual([]);
    expect(web.api.asked.map(({ url }) => url)).not.toContain('/api/v1/me');
  });
});

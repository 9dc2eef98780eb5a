import { describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();
const id = '0f8fad5b-d9cb-469f-a165-000000000031';
const problem = (code: string, status: number) => ({
  type: `urn:bookmark-manager:${code}`,
  title: '',
  status,
  requestId: 'x',
});
const refuses = (code: string, status: number): void => {
  web.api.answer = (_asked, response) => sendJson(response, status, problem(code, status));
};
const asked = () => web.api.asked.map(({ method, url, body }) => [method, url, body.toString()]);

describe('every form of the settings', () => {
  it.each([
    ['account/name', { name: ' Mika ' }, ['PATCH', '/api/v1/me', '{"name":"Mika"}'], '/settings?notice=name-changed'],
    [
      'account/password',
      { password: ' ten letters ', current: ' old ' },
      ['PATCH', '/api/v1/me', '{"password":" ten letters ","currentPassword":" old "}'],
      '/settings?notice=password-changed',
    ],
    ['tokens/remove', { id }, ['DELETE', `/api/v1/me/tokens/${id}`, ''], '/settings/tokens?notice=token-deleted'],
    ['sessions/end', { id }, ['DELETE', `/api/v1/me/sessions/${id}`, ''], '/settings/sessions?notice=session-ended'],
    [
      'sessions/end',
      { id: 'others' },
      ['DELETE', '/api/v1/me/sessions', ''],
      '/settings/sessions?notice=sessions-ended',
    ],
    [
      'people/role',
      { id, role: 'administrator' },
      ['PATCH', `/api/v1/people/${id}`, '{"role":"administrator"}'],
      '/settings/people?notice=person-changed',
    ],
    [
      'people/disable',
      { id },
      ['PATCH', `/api/v1/people/${id}`, '{"disabled":true}'],
      '/settings/people?notice=person-disabled',
    ],
    [
      'people/enable',
      { id },
      ['PATCH', `/api/v1/people/${id}`, '{"disabled":false}'],
      '/settings/people?notice=person-enabled',
    ],
    [
      'people/password',
      { id, password: 'ten letters' },
      ['PATCH', `/api/v1/people/${id}`, '{"password":"ten letters"}'],
      '/settings/people?notice=person-password',
    ],
    [
      'people/withdraw',
      { id },
      ['DELETE', `/api/v1/invitations/${id}`, ''],
      '/settings/people?notice=invitation-withdrawn',
    ],
  ])('%s with %j does what it says', async (deed, form, question, location) => {
    web.api.answer = (one, response) =>
      one.method === 'DELETE' ? void response.writeHead(204).end() : answerAll({ ...one, url: '/api/v1/me' }, response);
    const answer = await web.post(`/actions/${deed}`, form);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, location]);
    expect(asked()).toEqual([question]);
  });

  it.each([
    ['account/password', { password: 'ten letters' }, 'forbidden', 403, '/settings?problem=wrong-current'],
    ['account/name', {}, 'unauthenticated', 401, '/sign-in?problem=signed-out&next=%2Fsettings'],
    ['account/name', {}, 'internal', 500, '/settings?problem=away'],
    ['tokens/make', { name: 'a' }, 'conflict', 409, '/settings/tokens?problem=too-many-tokens&name=a'],
    ['people/role', { role: 'member' }, 'conflict', 409, '/settings/people?problem=last-administrator'],
    ['people/disable', {}, 'forbidden', 403, '/settings/people?problem=not-administrator'],
    ['sessions/end', { id }, 'not-found', 404, '/settings/sessions?problem=gone-already'],
  ])('%s says what is wrong when the API answers %s %s', async (deed, form, code, status, location) => {
    refuses(code, status);
    expect((await web.post(`/actions/${deed}`, form as Record<string, string>)).headers.get('location')).toBe(location);
  });

  it('asks nobody for a password that is too short, or for another site', async () => {
    const short = await web.post('/actions/account/password', { password: 'short' });
    expect(short.headers.get('location')).toBe('/settings?problem=bad-password');
    const foreign = await web.post('/actions/people/disable', { id }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.headers.get('location')).toBe('/settings/people?problem=foreign');
    expect((await web.post('/actions/people/nothing', {})).status).toBe(404);
    expect((await web.post('/actions/constructor/toString', {})).status).toBe(404);
    expect(asked()).toEqual([]);
  });
});

describe('a new token', () => {
  it('is shown by the next page, in no address, and by no page after that', async () => {
    web.api.answer = (one, response) =>
      one.method === 'POST'
        ? sendJson(response, 201, {
            ...{ id, name: 'Phone', scope: 'write', createdAt: '2026-11-24T00:00:00.000Z', lastUsedAt: null },
            token: 'bm_the-secret',
          })
        : answerAll(one, response);
    const made = await web.post('/actions/tokens/make', { name: 'Phone', scope: 'write' });
    expect(made.headers.get('location')).toBe('/settings/tokens');
    const [cookie = ''] = made.headers.getSetCookie();
    const page = await fetch(`${web.url}/settings/tokens`, {
      headers: { cookie: `session=of.some.body; ${cookie.split(';')[0]}` },
    });
    expect(await page.text()).toContain('bm_the-secret');
    expect(page.headers.getSetCookie()).toEqual([
      'shown-once=; Path=/settings/tokens; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(await web.page('/settings/tokens')).not.toContain('bm_the-secret');
  });
});

describe('an invitation', () => {
  it('becomes a link to sign up with, at the address that the browser sees', async () => {
    web.api.answer = (one, response) =>
      one.method === 'POST'
        ? sendJson(response, 201, {
            ...{ id, email: null, role: 'member', usedAt: null, code: 'the code' },
            ...{ createdAt: '2026-11-24T00:00:00.000Z', expiresAt: '2026-11-30T00:00:00.000Z' },
          })
        : answerAll(one, response);
    const headers = { 'x-forwarded-proto': 'https' };
    const made = await web.post('/actions/people/invite', { email: '', role: 'member', days: '3' }, headers);
    expect(asked()).toEqual([['POST', '/api/v1/invitations', '{"role":"member","days":3}']]);
    const [cookie = ''] = made.headers.getSetCookie();
    expect(cookie).toContain('; Secure');
    const page = await web.page('/settings/people', { cookie: `session=of.some.body; ${cookie.split(';')[0]}` });
    expect(page).toContain(`https://${new URL(web.url).host}/sign-up?invitation=the%20code`);
  });
});

describe('the pages of the settings', () => {
  it('show people to administrators alone', async () => {
    web.api.answer = answerAll;
    expect(await web.page('/settings')).toContain('href="/settings/people"');
    web.api.answer = (one, response) => {
      if (one.url !== '/api/v1/me') return sendJson(response, 403, problem('forbidden', 403));
      const member = { id, email: 'a@b.c', name: '', role: 'member', createdAt: '2026-11-24T00:00:00.000Z' };
      return sendJson(response, 200, { ...member, disabledAt: null });
    };
    expect(await web.page('/settings')).not.toContain('href="/settings/people"');
    expect(await web.page('/settings/people')).toContain('Only administrators can do that');
  });

  it('speak the language and show the theme that their reader chose, whatever the browser asks for', async () => {
    web.api.answer = answerAll;
    const saved = await web.post('/actions/display/save', { language: 'ja', theme: 'dark' });
    const cookie = saved.headers.getSetCookie().map((one) => one.split(';')[0]);
    expect(cookie).toEqual(['language=ja', 'theme=dark']);
    const page = await web.page('/settings/display', {
      cookie: ['session=of.some.body', ...cookie].join('; '),
      'accept-language': 'en',
    });
    expect(page).toContain('<html lang="ja" data-theme="dark"');
    expect(page).toContain('言語とテーマ');
  });

  it.each(['', '/display', '/tokens', '/sessions', '/people'])(
    'lead whoever is nobody to sign in: %s',
    async (topic) => {
      refuses('unauthenticated', 401);
      const answer = await fetch(`${web.url}/settings${topic}`, {
        headers: { cookie: 'session=of.some.body' },
        redirect: 'manual',
      });
      expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(`/settings${topic}`)}`);
    },
  );
});

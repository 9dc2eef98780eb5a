import { paths } from '@bookmark-manager/contract';
import type { BrowserContext } from 'playwright-core';
import { until } from './until.ts';

/** Somebody who is signed in to the application. */
export type Somebody = {
  readonly headers: { readonly cookie: string };
  /** `fetch` of a path, as them. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Signs a browser in. */
  readonly use: (context: BrowserContext) => Promise<void>;
};

/** Signs in whoever all tests are that need only somebody, and signs them up in an environment that does not know them yet. */
export async function signedIn(door: string): Promise<Somebody> {
  // whatever ran before may have left it waking
  await until('the API answers', async () => (await fetch(door + paths.ready)).status === 200, { deadlineMs: 180_000 });
  const post = (path: string) =>
    fetch(door + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'tester@example.com', password: 'only the tests know it' }),
    });
  const up = await post(paths.signUp);
  const answer = up.status === 409 ? await post(paths.signIn) : up;
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    headers: { cookie },
    ask: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('cookie', cookie);
      return fetch(door + path, { ...init, headers });
    },
    use: async (context) => {
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: door }]);
    },
  };
}

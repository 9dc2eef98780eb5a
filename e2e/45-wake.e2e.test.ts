import { randomBytes } from 'node:crypto';
import {
  DeleteParameterCommand,
  GetParametersByPathCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { wakeOn } from './schedule.ts';
import type { Somebody } from './somebody.ts';
import {
  comeToTheDoor,
  condition,
  environmentNow,
  fallAsleep,
  open,
  picture,
  progressUntilAwake,
  startClient,
} from './wake-page.ts';

let browser: Browser;
let door: string;
let leave: () => Promise<void>;
let me: Somebody;

beforeAll(async () => {
  ({ door, browser, leave, me } = await comeToTheDoor());
});
afterAll(() => leave?.());

describe('asleep', () => {
  it('every path answers: a page in the visitor’s language, or a problem document', async () => {
    await fallAsleep(door);
    for (const path of ['/', '/import', '/a/b?c=d', '/_next/static/x.js']) {
      const { status, headers } = await fetch(door + path, { headers: { accept: 'text/html' } });
      expect([status, headers.get('content-type')], path).toEqual([503, 'text/html; charset=utf-8']);
      expect(Number(headers.get('retry-after')), path).toBeGreaterThan(0);
    }
    const api = await fetch(`${door}/api/v1/bookmarks`);
    expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(await api.json()).toMatchObject({ status: 503, title: 'Asleep', because: { code: 'lease' } });
    const head = await fetch(door, { method: 'HEAD', headers: { accept: 'text/html' } });
    expect([head.status, await head.text()]).toEqual([503, '']);
  });

  it('the form is not accepted from another site, nor from a client that names none', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const { status } = await post(headers);
      expect(status, JSON.stringify(headers)).toBe(403);
    }
    expect((await condition(door)).condition).toBe('asleep');
  });

  it.each([
    ['en-US', 'light', 'It is asleep and starts again on', 'a person of the team stopped it', /^Wake it for 2 h$/],
    ['ja-JP', 'dark', '停止しています。次は', 'チームのメンバーが停止したため', /^2時間だけ起動する$/],
  ] as const)(
    'a browser in %s sees why, until when, and a button',
    async (locale, colorScheme, sentence, why, button) => {
      const { page, close } = await open(browser, me, { locale, colorScheme, javaScriptEnabled: false });
      await page.goto(`${door}/import`);
      await page.getByText(sentence).waitFor();
      expect(await page.getByRole('button').textContent()).toMatch(button);
      await page.getByText(why).waitFor();
      expect(await page.content()).not.toContain('secret plans');
      await page.screenshot({ path: picture(`asleep-${locale}-${colorScheme}`) });
      await close();
    },
  );
});

describe('by the button', () => {
  it('a browser goes from the page to the list that it asked for, and a client sees no answer of the balancer’s own', async () => {
    await fallAsleep(door);
    const client = startClient(door, me);
    const { page, errors, close } = await open(browser, me, { locale: 'en-US', colorScheme: 'dark' });
    await page.goto(`${door}/?q=`);
    await page.getByRole('button', { name: 'Wake it for 2 h' }).click();
    await page.getByRole('heading', { name: 'Waking up' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    const seen = await progressUntilAwake(page);
    expect(new URL(page.url()).search).toBe('?q=');
    await page.getByRole('searchbox').waitFor();
    const { statuses, failures } = await client.end();
    await close();
    expect(seen.join(' | ')).toMatch(/Database (waiting|starting|ready).*API.*(starting|ready)/);
    expect(errors.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
    expect(failures).toEqual([]);
    expect(statuses).toEqual([503, 200]);
  });

  it('tells while it is awake too, for pages that were left open', async () => {
    expect(await condition(door)).toMatchObject({
      condition: 'awake',
      because: { code: 'visit' },
      nextStart: null,
      progress: ['database', 'api', 'web'].map((name) => ({ name, status: 'ready' })),
    });
    expect((await post({ origin: door })).status).toBe(303);
  });
});

describe('by a visit', () => {
  afterAll(() => wakeOn('button'));

  it('a browser that opens a page wakes it, and a program that asks does not', async () => {
    await wakeOn('visit');
    await fallAsleep(door);
    expect((await fetch(door, { headers: { accept: 'text/html' } })).status).toBe(503);
    expect((await condition(door)).condition).toBe('asleep');
    const { page, close } = await open(browser, me, { locale: 'en-US', colorScheme: 'light' });
    await page.goto(`${door}/import`);
    await page.getByRole('heading', { name: 'Waking up' }).waitFor();
    await page.getByLabel(/bookmarks file/i).waitFor({ timeout: 120_000 });
    await close();
  });
});

describe('the link of a notice', () => {
  const name = (path: string) => `/bookmark-manager/staging/${path}`;
  const put = async (token: string, until: Date, expires: Date) =>
    new SSMClient(clientOptions()).send(
      new PutParameterCommand({
        Name: name(`offers/${token}`),
        Type: 'String',
        Value: JSON.stringify({ until, expires }),
      }),
    );
  const click = (token: string) => fetch(`${door}/_staging/stay?offer=${token}`);

  it('keeps it awake by one click, and has ended when its time is over', async () => {
    const [token, old] = [randomBytes(16).toString('base64url'), randomBytes(16).toString('base64url')];
    const now = await environmentNow();
    const until = new Date(now + 30 * 3_600_000);
    await put(token, until, until);
    await put(old, until, new Date(now - 60_000));
    expect((await click(old)).status).toBe(410);
    expect((await click('AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(410);
    const [first, second] = [await click(token), await click(token)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await first.text()).toContain('It stays awake');
    expect(Date.parse((await condition(door)).until ?? '')).toBeGreaterThanOrEqual(until.getTime());
    await forget([`offers/${token}`, `offers/${old}`]);
  });

  /** Leaves the rehearsal as it was: without the offers, and without the lease that was made of one. */
  async function forget(offers: readonly string[]): Promise<void> {
    const ssm = new SSMClient(clientOptions());
    const { Parameters = [] } = await ssm.send(new GetParametersByPathCommand({ Path: name('leases') }));
    const leases = Parameters.filter(({ Value }) => Value?.includes('"offer"')).map(({ Name }) => Name ?? '');
    for (const Name of [...offers.map(name), ...leases]) await ssm.send(new DeleteParameterCommand({ Name }));
  }
});

function post(headers: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ back: '/' });
  return fetch(`${door}/_staging/wake`, { method: 'POST', headers, body, redirect: 'manual' });
}

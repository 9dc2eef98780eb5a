import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { openBrowser } from './testing-browser.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();
const plain = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${web.url}${path}`, { headers, redirect: 'manual' });

describe('the manifest', () => {
  it('speaks the language of whoever installs, and its icons are there', async () => {
    const answer = await plain('/manifest.webmanifest', { 'accept-language': 'ja' });
    expect(answer.headers.get('content-type')).toContain('application/manifest+json');
    const manifest = await answer.json();
    expect(manifest).toMatchObject({ name: 'ブックマーク', lang: 'ja', display: 'standalone', start_url: '/' });
    for (const { src, sizes } of manifest.icons) {
      const icon = Buffer.from(await (await plain(src)).arrayBuffer());
      expect(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`).toBe(sizes);
    }
    expect(await (await plain('/sign-in')).text()).toContain('<link rel="manifest" href="/manifest.webmanifest"');
  });

  it('has phones share with a page that adds nothing by itself', async () => {
    const text = encodeURIComponent('箱根 https://example.com/x');
    const answer = await plain(`/share?text=${text}`, { cookie: 'session=of.some.body' });
    expect(answer.headers.get('location')).toBe(
      `/add?${new URLSearchParams({ url: 'https://example.com/x', title: '箱根' })}`,
    );
    expect(web.api.asked).toEqual([]);
  });
});

describe('what is shared by somebody who is not signed in', () => {
  it('is in the form after they have signed in', async () => {
    const shared = await plain(
      `/share?url=${encodeURIComponent('https://example.com/?a=1&b=2')}&title=%E7%AE%B1%E6%A0%B9`,
    );
    const form = await plain(shared.headers.get('location') ?? '');
    const signIn = new URL(form.headers.get('location') ?? '', web.url);
    expect(signIn.pathname).toBe('/sign-in');
    web.api.answer = (_asked, response) => {
      response.setHeader('set-cookie', 'session=a.b.c; Path=/; HttpOnly');
      sendJson(response, 200, {});
    };
    const next = signIn.searchParams.get('next') ?? '';
    const signedIn = await web.post('/actions/sign-in', { email: 'a@b.c', password: 'p', next });
    web.api.answer = answerAll;
    const html = await web.page(signedIn.headers.get('location') ?? '');
    expect(html).toContain('value="https://example.com/?a=1&amp;b=2"');
    expect(html).toContain('value="箱根"');
  });
});

describe('without a connection', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** A browser in which two lists were read. */
  const afterReading = async (context: BrowserContext) => {
    web.api.answer = answerAll;
    await context.addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
    const page = await context.newPage();
    await page.goto(`${web.url}/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    for (const path of ['/', '/?q=onsen']) {
      await page.goto(`${web.url}${path}`);
      await page.waitForFunction(async (url) => (await caches.match(url)) !== undefined, `${web.url}${path}`);
    }
    await page.waitForFunction(async () => (await caches.match('/offline')) !== undefined);
    return page;
  };

  it('pages that were read can be read, the offline page names them, and goes on when there is one again', async () => {
    await using context = await browser.newContext({ locale: 'en' });
    const page = await afterReading(context);
    // what says that nothing can be read now does not take the place of what could be read before
    web.api.answer = (_asked, response) => void response.destroy();
    await page.goto(`${web.url}/?q=onsen`);
    await page.getByText('cannot be reached').waitFor();
    await context.setOffline(true);
    await page.goto(`${web.url}/searches`);
    await page.getByRole('heading', { name: 'There is no connection' }).waitFor();
    expect(new URL(page.url()).search).toBe('?from=%2Fsearches');
    await page.getByRole('link', { name: 'onsen' }).click();
    await page.getByRole('link', { name: 'HTTP caching' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'All bookmarks' }).waitFor();
    await context.setOffline(false);
    await page.waitForURL(`${web.url}/searches`);
  });

  it('nothing can be read after signing out', async () => {
    await using context = await browser.newContext({ locale: 'en' });
    const page = await afterReading(context);
    await page.goto(`${web.url}/sign-in`);
    await page.waitForFunction(async () => !(await caches.has('pages')));
    await context.setOffline(true);
    await page.goto(`${web.url}/`);
    await page.getByText('No page is kept in this browser yet').waitFor();
  });
});

describe('the page of the quick ways to add', () => {
  it('has a bookmarklet to be dragged, which this page itself does not run', async () => {
    web.api.answer = answerAll;
    await using browser = await openBrowser();
    const context = await browser.newContext({ locale: 'en' });
    await context.addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
    const page = await context.newPage();
    await page.goto(`${web.url}/quick-add`);
    const link = page.getByRole('link', { name: 'Add to bookmarks' });
    expect(await link.getAttribute('href')).toContain(`open('${web.url}/share?url='`);
    await link.click();
    expect([context.pages().length, page.url()]).toEqual([1, `${web.url}/quick-add`]);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { openBrowser } from './testing-browser.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  web.api.answer = (asked, response) => {
    if (asked.method === 'DELETE') return void response.writeHead(204).end();
    if (asked.url === '/api/v1/me/tokens' && asked.method === 'POST') return sendJson(response, 201, made);
    return answerAll(asked, response);
  };
  page = await (await browser.newContext({ locale: 'en' })).newPage();
  await page.context().addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
  return () => page.context().close();
});

const made = {
  ...{ id: '0f8fad5b-d9cb-469f-a165-000000000042', name: 'Phone', scope: 'write', token: 'bm_the-secret' },
  ...{ createdAt: '2026-11-24T00:00:00.000Z', lastUsedAt: null },
};

const focused = () =>
  page.evaluate(() => {
    const { activeElement: one } = document;
    return one?.getAttribute('aria-label') ?? (one instanceof HTMLInputElement ? one.name : one?.textContent) ?? '';
  });

/** Presses Tab until the focus is on what is wanted. */
const tabTo = async (wanted: string): Promise<void> => {
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()) === wanted) return;
  }
  throw new Error(`Tab never comes to ${wanted}, but last to ${await focused()}`);
};

describe('with nothing but a keyboard', () => {
  it('a session is ended, in two steps, and the focus is on what was done', async () => {
    await page.goto(`${web.url}/settings/sessions`);
    await tabTo('End the session of Safari · iPhone');
    await page.keyboard.press('Enter');
    await tabTo('Yes, end');
    await page.keyboard.press('Enter');
    await page.waitForURL(/notice=session-ended/);
    expect(await focused()).toBe('The session has ended.');
    await tabTo('End the session of Unknown browser');
  });

  it('a token is made and copied', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${web.url}/settings/tokens`);
    await tabTo('name');
    await page.keyboard.type('Phone');
    await page.keyboard.press('Enter');
    await page.getByText('is ready').waitFor();
    expect(await focused()).toContain('“Phone” is ready');
    await tabTo('Copy');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('bm_the-secret');
  });

  it('the theme is chosen by the arrows', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${web.url}/settings/display`);
    await tabTo('language');
    await page.keyboard.press('Tab');
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/notice=saved/);
    expect(await focused()).toBe('Saved.');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});

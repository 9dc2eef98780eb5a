import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { openBrowser } from './testing-browser.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll, importOf } from './testing-world.ts';

const web = servedWeb();

describe('a file that is dropped', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const importPage = async (): Promise<Page> => {
    web.api.answer = answerAll;
    const context = await browser.newContext({ locale: 'en' });
    await context.addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
    const page = await context.newPage();
    await page.goto(`${web.url}/import`, { waitUntil: 'networkidle' });
    return page;
  };
  const drop = (page: Page, bytes: number) =>
    page.evaluate((size) => {
      const files = new DataTransfer();
      files.items.add(new File(['x'.repeat(size)], 'bookmarks.html', { type: 'text/html' }));
      const target = document.querySelector('form[action="/actions/import"]');
      target?.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    }, bytes);

  it('is chosen, sent, watched while it is read, and reported, with the page never loaded anew', async () => {
    const page = await importPage();
    await drop(page, 1000);
    await page.getByText('Chosen: bookmarks.html').waitFor({ state: 'attached' });
    let state = importOf({ state: 'running', finishedAt: null, progress: 0.4, links: 205 });
    web.api.answer = (asked, response) => {
      if (asked.method === 'POST') return sendJson(response, 202, state);
      if (asked.url.endsWith(state.id)) return sendJson(response, 200, state);
      return answerAll(asked, response);
    };
    await page.getByRole('button', { name: 'Import' }).click();
    await page.waitForURL(`${web.url}/import/${state.id}`);
    await page.getByRole('progressbar').waitFor();
    await page.evaluate(() => Object.assign(window, { still: 'here' }));
    state = { ...state, progress: 0.8, links: 409 };
    await page.getByText('409').waitFor();
    state = importOf({});
    await page.getByText('What was left out').waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
    expect(await page.evaluate(() => 'still' in window)).toBe(true);
    await page.context().close();
  });

  it('that is too large is refused at once', async () => {
    const page = await importPage();
    web.api.asked.length = 0;
    await drop(page, 21 * 2 ** 20);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('larger than 20 MB').waitFor();
    expect(web.api.asked).toEqual([]);
    await page.context().close();
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookmark } from './testing.ts';
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
  web.api.answer = answerAll;
  page = await (await browser.newContext({ locale: 'en', timezoneId: 'America/New_York' })).newPage();
  await page.context().addCookies([{ name: 'session', value: 'of.some.body', url: web.url }]);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.goto(web.url);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor();
  return async () => {
    await page.context().close();
    expect(refused).toEqual([]);
  };
});
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('from the keyboard', () => {
  it('j and k go from bookmark to bookmark, and stop at the ends', async () => {
    const seen: string[] = [];
    for (const key of ['j', 'j', 'k', 'k', 'j', 'j', 'j']) {
      await press(key);
      seen.push(await focused());
    }
    const [first, second, third] = ['箱根温泉の日帰り入浴ガイド', 'HTTP caching', 'A paper that moved'];
    expect(seen).toEqual([first, second, first, first, second, third, third]);
  });

  it('e edits in place, and the focus is on the bookmark again when it is left', async () => {
    await press('j', 'j', 'e');
    await page.getByRole('form', { name: 'Edit the bookmark' }).waitFor();
    const field = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    await expect.poll(field, { timeout: 60_000 }).toBe('url');
    expect(await page.getByLabel('Title').inputValue()).toBe('HTTP caching');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect.poll(focused, { timeout: 60_000 }).toBe('HTTP caching');
  });

  it('x selects, d asks before it deletes, / searches and there keys are letters', async () => {
    await press('j', 'x');
    expect(await page.getByRole('checkbox').first().isChecked()).toBe(true);
    await page.getByText('1 selected').waitFor();
    await press('d');
    expect(await focused()).toBe('Yes, delete');
    await press('/', 'j');
    expect(await page.getByRole('searchbox').inputValue()).toBe('j');
  });

  it('? opens the sheet, where single keys can be turned off, and stay so', async () => {
    await press('?');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('checkbox').uncheck();
    await press('Escape', 'j');
    expect(await sheet.isVisible()).toBe(false);
    await page.reload();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor();
    await press('j');
    expect(await focused()).not.toBe('箱根温泉の日帰り入浴ガイド');
  });

  it('the search box offers ways to go on, which the arrows choose', async () => {
    await page.getByRole('searchbox').fill('w');
    await page.getByRole('option', { name: '#web' }).waitFor();
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(await page.getByRole('searchbox').inputValue()).toBe('#web ');
    await press('Escape', 'Enter');
    await page.waitForURL('**/?q=%23web*');
  });

  it('the address of a new bookmark is looked up as it is left', async () => {
    await page.goto(`${web.url}/add`);
    await page.getByLabel('Address').fill('https://example.com/');
    await press('Tab');
    await page.getByText('You have this address already').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Example');
  });
});

it('dates are in the reader’s zone, which the first page learns', async () => {
  web.lists(bookmark({ title: 'At night', addedAt: '2026-11-24T01:00:00.000Z' }));
  await page.goto(web.url);
  expect(await page.getByText('Nov 23, 2026').count()).toBe(1);
});

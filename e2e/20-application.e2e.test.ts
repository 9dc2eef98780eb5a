import { connect } from 'node:net';
import { bookmarkPageSchema, importReportSchema, paths, problemSchema } from '@bookmark-manager/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_EXPORT, NESTED, NESTED_TITLES, openBrowser } from './browser.ts';
import { ensureRunning } from './rehearsal.ts';

/** Somebody new with every run. */
const EMAIL = `new-${Date.now()}@example.com`;
const PASSWORD = 'correct horse battery';

let browser: Browser;
let page: Page;
let door: string;

beforeAll(async () => {
  door = (await ensureRunning()).door;
  browser = await openBrowser();
  page = await browser.newPage({ locale: 'en-US' });
});

/** `fetch` of a path as whoever is signed in to the browser. */
const ask = async (path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  for (const { name, value } of await page.context().cookies()) headers.set('cookie', `${name}=${value}`);
  return fetch(door + path, { ...init, headers });
};
afterAll(() => browser.close());

describe('in a real browser, through the load balancer', () => {
  it('somebody who comes for a page is asked who they are, signs up, and has a list of their own', async () => {
    await page.goto(`${door}/?q=`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByText('No bookmarks yet').waitFor();
  });

  it('they sign out, and in again with the password that is theirs', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Signed out.').waitFor();
    expect((await ask(paths.bookmarks)).status).toBe(401);
    for (const password of ['a guess of theirs', PASSWORD]) {
      await page.getByLabel('E-mail address').fill(EMAIL);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      if (password !== PASSWORD) await page.getByText('There is no such e-mail address and password').waitFor();
    }
    await page.getByText('No bookmarks yet').waitFor();
    expect((await ask(paths.bookmarks)).status).toBe(200);
  });

  it('a nested bookmarks file is imported, and its titles are on the page', async () => {
    await page.goto(`${door}/import`);
    await page.getByLabel(/bookmarks file/i).setInputFiles(NESTED);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported.').waitFor();
    await page.goto(door);
    for (const title of NESTED_TITLES) expect(await page.getByRole('link', { name: title }).count(), title).toBe(1);
    expect(await page.getByText('Bar › 旅行 › Deep').count()).toBe(1);
    expect(await page.getByText('Not an address to keep').count()).toBe(0);
  });

  it('a search finds Japanese words and shows nothing else', async () => {
    await page.goto(door);
    await page.getByRole('searchbox').fill('温泉');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('link', { name: '箱根の温泉宿' }).waitFor();
    expect(await page.getByRole('link', { name: 'At the top' }).count()).toBe(0);
  });

  it('a bookmark is added and deleted again', async () => {
    await page.goto(door);
    await page.getByText('Add a bookmark').click();
    await page.getByLabel('Address', { exact: true }).fill('https://example.com/added-by-hand');
    await page
      .getByLabel(/^Title/)
      .first()
      .fill('Added by hand');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Added.').waitFor();
    const item = page.getByRole('listitem').filter({ hasText: 'Added by hand' });
    await item.getByText('Delete', { exact: true }).click();
    await item.getByRole('button', { name: /yes, delete/i }).click();
    await page.getByText('Deleted.').waitFor();
    expect(await page.getByRole('link', { name: 'Added by hand' }).count()).toBe(0);
  });

  it.skipIf(CHROMIUM_EXPORT === undefined)('an export of Chromium is imported too', async () => {
    await page.goto(`${door}/import`);
    await page.getByLabel(/bookmarks file/i).setInputFiles(CHROMIUM_EXPORT ?? '');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported.').waitFor();
    await page.goto(door);
    expect(await page.getByRole('link', { name: 'ownCloud.org' }).count()).toBe(1);
  });
});

describe('the API, through the load balancer', () => {
  it('lists page by page what was imported, and importing again changes nothing', async () => {
    const again = await ask(paths.import, { method: 'POST', body: await formOf(NESTED) });
    expect(importReportSchema.parse(await again.json())).toMatchObject({ added: 0, unchanged: NESTED_TITLES.length });
    const { items, nextCursor } = bookmarkPageSchema.parse(await (await ask(`${paths.bookmarks}?limit=2`)).json());
    expect(items).toHaveLength(2);
    expect(nextCursor).not.toBeNull();
  });

  it('answers what is wrong as problem+json', async () => {
    const answer = await ask(paths.bookmarks, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"url":"javascript:alert(1)"}',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    problemSchema.parse(await answer.json());
  });
});

describe('who is not on the allow-list', () => {
  it('gets no byte and is closed within a second', async () => {
    const took: number[] = [];
    for (let knock = 0; knock < 3; knock += 1) {
      const began = performance.now();
      expect(await received('127.0.0.2')).toBe(0);
      took.push(performance.now() - began);
    }
    // The quickest of three: what else the machine does meanwhile is not the door's.
    expect(Math.min(...took)).toBeLessThan(1000);
  });

  it('while 127.0.0.1 gets an answer the same way', async () => {
    expect(await received('127.0.0.1')).toBeGreaterThan(0);
  });
});

/** Bytes that come back when a request is sent from an address; resolves when the connection is closed. */
function received(localAddress: string): Promise<number> {
  return new Promise((resolve) => {
    let bytes = 0;
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(door).port), localAddress });
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    socket.on('data', (data) => {
      bytes += data.length;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(bytes));
  });
}

async function formOf(file: string): Promise<FormData> {
  const { openAsBlob } = await import('node:fs');
  const form = new FormData();
  form.set('file', await openAsBlob(file), 'nested.html');
  return form;
}

import { createServer } from 'node:http';
import { paths } from '@bookmark-manager/contract';
import { portOf } from '@bookmark-manager/serving';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from './testing.ts';
import { openBrowser } from './testing-browser.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll, importOf } from './testing-world.ts';

const web = servedWeb();
const UPLOAD = '01890000-0000-7000-8000-0000000000aa';

/** What a browser meets of a bucket: it takes a form, and lets every page know that it did. */
const startBucket = async () => {
  const taken: string[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    // who shows how much is sent has the browser ask first
    if (request.method === 'OPTIONS') return void response.end();
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(await request.toArray()), { headers }).formData();
    const { size } = form.get('file') as File;
    taken.push(`${request.method} ${request.url} ${form.get('key')} ${form.get('policy')} ${size}`);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    taken,
    origin: `http://127.0.0.1:${portOf(server)}`,
    [Symbol.asyncDispose]: async () => void server.close().closeAllConnections(),
  };
};

describe('a file that is dropped', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const importPage = async (at = web.url): Promise<Page> => {
    web.api.answer = answerAll;
    const context = await browser.newContext({ locale: 'en' });
    await context.addCookies([{ name: 'session', value: 'of.some.body', url: at }]);
    const page = await context.newPage();
    await page.goto(`${at}/import`, { waitUntil: 'networkidle' });
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

  it('that is too large for the door goes to the bucket itself, and is imported from there', async () => {
    await using bucket = await startBucket();
    const door = { FRONT_DOOR: 'http-api', ASSETS_BUCKET: 'assets', AWS_ENDPOINT_URL: bucket.origin };
    await using behind = await web.start(door);
    const page = await importPage(behind.url);
    const asked: string[] = [];
    web.api.answer = (one, response) => {
      const { method, url, body } = one;
      if (method === 'POST') asked.push(`${url} ${body}`);
      if (url === paths.uploads)
        return sendJson(response, 201, {
          ...{ id: UPLOAD, url: `${bucket.origin}/assets/`, fields: { key: 'imports/1', policy: 'p' } },
          expiresAt: '2026-12-01T00:05:00Z',
        });
      if (url === `${paths.uploads}/${UPLOAD}`) return sendJson(response, 202, importOf({}));
      if (url.endsWith(importOf({}).id)) return sendJson(response, 200, importOf({}));
      return answerAll(one, response);
    };
    const bytes = 11 * 2 ** 20;
    await drop(page, bytes);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.waitForURL(`${behind.url}/import/${importOf({}).id}`);
    expect(asked).toEqual([`${paths.uploads} ${JSON.stringify({ bytes })}`, `${paths.uploads}/${UPLOAD} `]);
    expect(bucket.taken).toEqual([`POST /assets/ imports/1 p ${bytes}`]);
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

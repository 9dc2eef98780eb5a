import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Somebody } from './somebody.ts';
import { comeToTheDoor, fallAsleep, open, picture, startClient } from './wake-page.ts';

let browser: Browser;
let door: string;
let leave: () => Promise<void>;
let me: Somebody;

beforeAll(async () => {
  ({ door, browser, leave, me } = await comeToTheDoor());
});
afterAll(() => leave?.());

describe('by the button', () => {
  it('a browser without JavaScript gets there too, and a client sees none while it falls asleep either', async () => {
    const client = startClient(door, me);
    await fallAsleep(door);
    const { page, close } = await open(browser, me, {
      locale: 'ja-JP',
      colorScheme: 'light',
      javaScriptEnabled: false,
    });
    await page.goto(`${door}/import`);
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: '起動しています' }).waitFor();
    await page.screenshot({ path: picture('waking-ja-JP-light') });
    await page.getByLabel(/bookmarks file|ファイル/i).waitFor({ timeout: 120_000 });
    expect(new URL(page.url()).pathname).toBe('/import');
    await close();
    const { statuses, failures } = await client.end();
    expect(failures).toEqual([]);
    expect(statuses).toEqual([200, 503]);
  });
});

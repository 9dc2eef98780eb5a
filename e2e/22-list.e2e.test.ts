import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { ensureRunning } from './rehearsal.ts';
import { journey, words } from './web-journey.ts';

let browser: Browser;
let door: string;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('somebody signs up, adds, edits, searches in Japanese, changes several at once, undoes, deletes, signs out', () => {
  it.each([
    { language: 'en', locale: 'en-US', javaScriptEnabled: true },
    { language: 'ja', locale: 'ja-JP', javaScriptEnabled: false },
  ] as const)('in $locale, with scripts: $javaScriptEnabled', async ({ language, ...how }) => {
    await using context = await browser.newContext(how);
    const email = `journey-${language}-${how.javaScriptEnabled}-${Date.now()}@example.com`;
    await journey({ door, page: await context.newPage(), w: words[language], email });
  });
});

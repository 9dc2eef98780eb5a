import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { bookmarksIn, filesJourney, fileWords } from './files-journey.ts';
import { ensureRunning } from './rehearsal.ts';

let browser: Browser;
let door: string;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('somebody imports 500 bookmarks, finds one in Japanese, exports all of them', () => {
  it.each([{ language: 'ja', locale: 'ja-JP', javaScriptEnabled: true }] as const)(
    'in $locale, with scripts: $javaScriptEnabled',
    async ({ language, ...how }) => {
      await using context = await browser.newContext(how);
      const email = `files-${language}-${how.javaScriptEnabled}-${Date.now()}@example.com`;
      const exported = await filesJourney({ door, page: await context.newPage(), w: fileWords[language], email });
      expect(bookmarksIn(exported)).toBe(500);
      expect(exported).toContain('箱根の温泉宿');
    },
  );
});

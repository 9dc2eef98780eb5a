import { openAsBlob } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importPath, importSchema, paths } from '@bookmark-manager/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NESTED, openBrowser } from './browser.ts';
import { bookmarksIn, filesJourney, fileWords } from './files-journey.ts';
import { ROOT, run } from './programs.ts';
import { ensureRunning } from './rehearsal.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { until } from './until.ts';
import { journey, words } from './web-journey.ts';

let browser: Browser;
let door: string;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('somebody imports 500 bookmarks, finds one in Japanese, exports all of them', () => {
  it.each([
    { language: 'en', locale: 'en-US', javaScriptEnabled: true },
    { language: 'en', locale: 'en-US', javaScriptEnabled: false },
  ] as const)('in $locale, with scripts: $javaScriptEnabled', async ({ language, ...how }) => {
    await using context = await browser.newContext(how);
    const email = `files-${language}-${how.javaScriptEnabled}-${Date.now()}@example.com`;
    const exported = await filesJourney({ door, page: await context.newPage(), w: fileWords[language], email });
    expect(bookmarksIn(exported)).toBe(500);
    expect(exported).toContain('箱根の温泉宿');
  });
});

describe('somebody adds, edits, searches, changes several at once, undoes', () => {
  it('in Japanese, with scripts', async () => {
    await using context = await browser.newContext({ locale: 'ja-JP' });
    const email = `journey-ja-${Date.now()}@example.com`;
    await journey({ door, page: await context.newPage(), w: words.ja, email });
  });
});

describe('pictures of every page', () => {
  it('in both themes lie in .rehearsal/screens for a person to look at', async () => {
    const out = join(ROOT, '.rehearsal/screens');
    await rm(out, { recursive: true, force: true });
    const me = await signedIn(door);
    await withBookmarks(me);
    const session = me.headers.cookie.split('=')[1] ?? '';
    const script = join(ROOT, 'src/apps/frontend/web/scripts/screens.ts');
    const ended = await run(process.execPath, [script, '--origin', door, '--session', session, '--out', out]);
    expect(ended.code, ended.stderr).toBe(0);
    const pictures = await readdir(out);
    for (const page of [
      'list',
      'bookmarks',
      'import-20',
      'sign-in',
      'settings',
      'import',
      'export',
      'duplicates',
      'searches',
      'offline',
      'add',
    ])
      for (const theme of ['light', 'dark'])
        expect(pictures.filter((name) => name.startsWith(`${page}-`) && name.includes(theme))).not.toEqual([]);
  });
});

/** Something to be seen on the pictures: bookmarks in folders, and the report of their import. */
const withBookmarks = async (me: Somebody): Promise<void> => {
  const form = new FormData();
  form.set('file', await openAsBlob(NESTED), 'nested.html');
  const { id } = importSchema.parse(await (await me.ask(paths.imports, { method: 'POST', body: form })).json());
  await until(
    'the import is done',
    async () => importSchema.parse(await (await me.ask(importPath(id))).json()).finishedAt !== null,
    { deadlineMs: 60_000 },
  );
};

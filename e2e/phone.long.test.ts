import { openAsBlob } from 'node:fs';
import { importPath, importSchema, paths } from '@bookmark-manager/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NESTED, openBrowser } from './browser.ts';
import { seenByPhone } from './phone.ts';
import { ensureRunning } from './rehearsal.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { until } from './until.ts';

let browser: Browser;
let door: string;
let me: Somebody;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  browser = await openBrowser();
  me = await signedIn(door);
  await withBookmarks();
});
afterAll(() => browser.close());

describe('a phone with a slow processor on a slow line, that was never here', () => {
  it.each(['/', '/?q=%E6%B8%A9%E6%B3%89', '/add', '/browse', '/import', '/settings', '/sign-in'])(
    'sees the largest part of %s within 1.5 s, and nothing moves after that',
    async (path) => {
      const { largestMs, shift } = await seenByPhone({ browser, url: `${door}${path}`, cookie: me.headers.cookie });
      console.info(`${path}: largest part after ${Math.round(largestMs)} ms, shift ${shift.toFixed(4)}`);
      expect(largestMs).toBeLessThanOrEqual(1500);
      expect(shift).toBeLessThanOrEqual(0.02);
    },
  );
});

/** More than a page of bookmarks. */
const withBookmarks = async (): Promise<void> => {
  const many = Array.from(
    { length: 200 },
    (_, at) =>
      `<DT><A HREF="https://phone.invalid/${at}" TAGS="温泉,tag ${at % 40}">箱根の温泉宿 ${at}, and how to get there by train</A>`,
  );
  const files = [
    await openAsBlob(NESTED),
    new Blob([`<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${many.join('\n')}\n</DL><p>`], { type: 'text/html' }),
  ];
  for (const file of files) {
    const form = new FormData();
    form.set('file', file, 'bookmarks.html');
    const { id } = importSchema.parse(await (await me.ask(paths.imports, { method: 'POST', body: form })).json());
    await until(
      'the import is done',
      async () => importSchema.parse(await (await me.ask(importPath(id))).json()).finishedAt !== null,
      { deadlineMs: 60_000 },
    );
  }
};

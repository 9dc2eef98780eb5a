import { readFileSync } from 'node:fs';
import type { Bookmark } from '@bookmark-manager/contract';
import { type Service, startService } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FakeApi, sendJson, startFakeApi } from './testing.ts';
import { builtImage } from './testing-image.ts';

const signedIn = { cookie: 'theme=dark; session=of.some.body' };

/**
 * The built web before a fake API, for all tests of a file. Called once at the file's top; what it returns may be used inside tests.
 * Before each test the API forgets what it was asked and has no bookmarks.
 */
export const servedWeb = () => {
  let folder: string;
  let api: FakeApi;
  let web: Service;
  const start = (more: Record<string, string> = {}): Promise<Service> =>
    startService({
      folder,
      file: 'server.js',
      env: { NODE_ENV: 'production', API_ORIGIN: api.origin, DRAIN_SECONDS: '0', ...more },
    });

  beforeAll(async () => {
    folder = await builtImage();
    api = await startFakeApi();
    web = await start();
  }, 240_000);
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    api.asked.length = 0;
    api.take = undefined;
    lists();
  });

  const lists = (...items: Bookmark[]): void => {
    api.answer = (_asked, response) => sendJson(response, 200, { items, nextCursor: null });
  };
  return {
    /** The image's folder. */
    get folder() {
      return folder;
    },
    get api() {
      return api;
    },
    get url() {
      return web.url;
    },
    get startMs() {
      return web.startMs;
    },
    get lines() {
      return web.lines;
    },
    /** MiB of memory that it has now. */
    get memoryMib() {
      const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${web.process.pid}/status`, 'utf8')) ?? [];
      return Number(kib) / 1024;
    },
    /** Starts another one, with more in its environment, which the test ends itself. */
    start,
    /** Has the API list these bookmarks from now on. */
    lists,
    /** A page, as somebody's browser gets it who has signed in. */
    page: async (path: string, headers: Record<string, string> = {}): Promise<string> =>
      (await fetch(`${web.url}${path}`, { headers: { ...signedIn, ...headers } })).text(),
    /** Sends a form as a browser without a script does. */
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${web.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { ...signedIn, ...headers },
        redirect: 'manual',
      }),
  };
};

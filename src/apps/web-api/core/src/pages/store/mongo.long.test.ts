import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listening } from '@bookmark-manager/fetching/testing';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userId } from '../../people/identity-store.ts';
import { mongoPageStore } from './mongo-page-store.ts';
import type { PageStore } from './page-store.ts';
import { pageStoreContract } from './testing-contract.ts';

// What set-up built: node scripts/setup.mjs --for long
const TOOLS = join(import.meta.dirname, '../../../../../../../node_modules/.cache/bookmark-manager/tools.json');

let server: ChildProcess;
let folder: string;
let port: number;
let store: PageStore;

const start = async (): Promise<void> => {
  const { ferretdb } = JSON.parse(readFileSync(TOOLS, 'utf8')) as { ferretdb: string };
  const options = {
    handler: 'sqlite',
    'sqlite-url': `file:${folder}/`,
    'state-dir': folder,
    'listen-addr': `127.0.0.1:${port}`,
    'debug-addr': '-',
    telemetry: 'disable',
  };
  server = spawn(
    ferretdb,
    Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    { stdio: 'ignore' },
  );
  await until(30_000, async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    return true;
  });
};
const stop = async (): Promise<void> => {
  server.kill('SIGKILL');
  await once(server, 'exit');
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bookmarks-mongo-'));
  const free = createServer();
  port = await listening(free);
  free.close();
  await start();
  store = mongoPageStore(`mongodb://127.0.0.1:${port}/bookmarks_test`);
});
afterAll(async () => {
  await store.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('in MongoDB, a store of pages', () => {
  pageStoreContract(() => ({
    store,
    person: async (bookmarks) => ({
      who: userId(randomUUID()),
      bookmarkIds: Array.from({ length: bookmarks }, () => randomUUID()),
    }),
  }));

  it('says that it is away, and goes on when it is back, with what it kept', async () => {
    const [who, id] = [userId(randomUUID()), randomUUID()];
    const page = {
      savedAt: '2026-11-26T00:00:00.000Z',
      url: 'https://a.test/',
      title: 'T',
      byline: null,
      siteName: null,
      language: null,
      excerpt: '',
      blocks: [],
    };
    await store.put(who, id, page);
    await stop();
    await expect(store.get(who, id)).rejects.toMatchObject({ code: 'pages-away' });
    await expect(store.put(who, id, page)).rejects.toMatchObject({ code: 'pages-away' });
    await start();
    expect(await until(30_000, () => store.get(who, id))).toEqual(page);
  });
});

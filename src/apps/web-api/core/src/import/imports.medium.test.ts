import { type Import, importSchema, leftOutPageSchema, paths } from '@bookmark-manager/contract';
import { createDatabase } from '@bookmark-manager/prisma';
import type { Service } from '@bookmark-manager/serving/testing';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type SignedIn, signUp, type TestApi } from '../testing.ts';

let testApi: TestApi;
let env: Readonly<Record<string, string>>;
let adminUrl: string;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  ({ env, adminUrl } = await testApi.migrated());
  api = await testApi.start(env);
  me = await signUp(api.url);
}, 240_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const send = (file: string | Uint8Array<ArrayBuffer>, who: SignedIn = me) => {
  const form = new FormData();
  form.set('file', new Blob([file]), 'whatever.txt');
  return who.ask(paths.imports, { method: 'POST', body: form });
};
const start = async (file: string | Uint8Array<ArrayBuffer>): Promise<Import> => {
  const answer = await send(file);
  expect(answer.status).toBe(202);
  const started = importSchema.parse(await answer.json());
  expect(answer.headers.get('location')).toBe(`${paths.imports}/${started.id}`);
  return started;
};
const look = async (id: string, who: SignedIn = me): Promise<Import> =>
  importSchema.parse(await (await who.ask(`${paths.imports}/${id}`)).json());
const finished = (id: string, who: SignedIn = me): Promise<Import> =>
  until(60_000, async () => {
    const one = await look(id, who);
    return one.finishedAt === null ? undefined : one;
  });
const importAll = async (file: string | Uint8Array<ArrayBuffer>) => finished((await start(file)).id);

const csv = (site: string, count: number) =>
  `title,url,time_added,tags,status\n${Array.from({ length: count }, (_, i) => `Title ${i},https://${site}/${i},1600322788,tag${i % 7},unread`).join('\n')}\n`;

describe('an import', () => {
  it('reads a file, whatever it is called, and says what became of each link', async () => {
    const file = `${csv('kinds.test', 700)}again,https://kinds.test/3,1500000000,,unread\nscript,javascript:1,,,unread\nnone,,,,unread\n`;
    const first = await importAll(file);
    expect(first).toMatchObject({
      state: 'done',
      format: 'pocket-csv',
      encoding: 'utf-8',
      complete: true,
      progress: 1,
      links: 703,
      added: 700,
      duplicates: 1,
      skipped: 2,
      skippedBecause: { javascript: 1, empty: 1 },
    });
    const left = await me.ask(`${paths.imports}/${first.id}/left-out?limit=1`);
    expect(leftOutPageSchema.parse(await left.json())).toEqual({
      items: [{ position: 702, title: 'script', url: 'javascript:1', because: 'javascript' }],
      next: 702,
    });
    const rest = await me.ask(`${paths.imports}/${first.id}/left-out?after=702`);
    expect(leftOutPageSchema.parse(await rest.json())).toMatchObject({ items: [{ position: 703 }], next: null });
    // the first seven hundred were written in batches: a duplicate far behind its first is one bookmark all the same
    expect(await importAll(file)).toMatchObject({ added: 0, updated: 0, unchanged: 700, duplicates: 1, skipped: 2 });
  });

  it('keeps the counts of tags right', async () => {
    const tags = (await (await me.ask(paths.tags)).json()) as { items: { name: string; count: number }[] };
    expect(tags.items.find(({ name }) => name === 'tag3')?.count).toBe(100);
  });

  it('of Japanese in Shift_JIS with no word of it is read right', async () => {
    const bytes = [0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91, 0x82, 0xcc, 0x83, 0x5e, 0x83, 0x43, 0x83, 0x67, 0x83, 0x8b];
    const file = Buffer.concat([
      Buffer.from('title,url\r\n'),
      Buffer.from(bytes),
      Buffer.from(',https://sjis.test/\r\n'),
    ]);
    expect(await importAll(Uint8Array.from(file))).toMatchObject({ encoding: 'shift_jis', added: 1 });
    const found = (await (await me.ask(`${paths.bookmarks}?q=site:sjis.test`)).json()) as {
      items: { title: string }[];
    };
    expect(found.items.map(({ title }) => title)).toEqual(['請求書のタイトル']);
  });

  it('fails when its file turns out to be none of bookmarks, and keeps nothing of it', async () => {
    const page = '<html><body><a href="https://page.test/">P</a></body></html>';
    expect(await importAll(page)).toMatchObject({ state: 'failed', failure: 'not-a-bookmarks-file', links: 0 });
    expect((await send('hello')).status).toBe(422);
  });

  it('is nobody else’s', async () => {
    const { id } = await importAll('title,url\nA,https://mine.test/\n');
    await using other = await testApi.start({ ...env, SIGN_UP: 'open' });
    const they = await signUp(other.url, 'second@example.com');
    for (const path of [`${paths.imports}/${id}`, `${paths.imports}/${id}/left-out`])
      expect((await they.ask(path)).status).toBe(404);
    expect(await (await they.ask(paths.imports)).json()).toEqual({ items: [] });
  });
});

describe('an import that is interrupted', () => {
  const count = 4_000;

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s goes on in the next task, and nothing is lost or done twice',
    async (signal) => {
      const site = `${signal.toLowerCase()}.test`;
      const first = await testApi.start(env);
      const who = { ...me, ask: (path: string, init: RequestInit = {}) => ask(first.url, path, init) };
      const { id } = importSchema.parse(await (await send(csv(site, count), who)).json());
      const half = await until(30_000, async () => {
        const { links } = await look(id);
        return links > 0 ? links : undefined;
      });
      expect(half).toBeLessThan(count);
      first.process.kill(signal);
      await first.exit;
      const stopped = await look(id);
      if (signal === 'SIGKILL') await aMinutePasses();
      await using second = await testApi.start(env);
      await fetch(`${second.url}/health`);
      const done = await finished(id);
      expect(done).toMatchObject({
        state: 'done',
        links: count,
        added: count,
        updated: 0,
        unchanged: 0,
        duplicates: 0,
      });
      expect(stopped.links).toBeLessThanOrEqual(count);
    },
    90_000,
  );
});

const ask = (url: string, path: string, init: RequestInit) => {
  const headers = new Headers(init.headers);
  headers.set('cookie', me.cookie);
  return fetch(`${url}${path}`, { ...init, headers });
};

/** For the queue: who has not said for half a minute that it still does a job does not do it. */
const aMinutePasses = async () => {
  const admin = createDatabase({ url: adminUrl });
  await admin.$executeRaw`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 min' WHERE state = 'active'`;
  await admin.$executeRaw`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 min'`;
  await admin.$disconnect();
};

import {
  exportSchema,
  importSchema,
  maxImportBytes,
  paths,
  type Upload,
  uploadSchema,
} from '@bookmark-manager/contract';
import { type Service, until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../files/testing.ts';
import { createTestApi, type SignedIn, sending, signUp, type TestApi } from '../testing.ts';

let testApi: TestApi;
let s3: FakeS3;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  [testApi, s3] = await Promise.all([createTestApi(), startFakeS3()]);
  api = await testApi.start({
    ...(await testApi.migrated()).env,
    FRONT_DOOR: 'http-api',
    ASSETS_BUCKET: 'assets',
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  });
  me = await signUp(api.url);
}, 240_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await s3[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

const begin = async (bytes: number, who = me): Promise<Upload> => {
  const answer = await who.ask(paths.uploads, sending('POST', { bytes }));
  expect(answer.status).toBe(201);
  return uploadSchema.parse(await answer.json());
};
/** What a page's script does with the form. */
const put = async ({ url, fields }: Upload, file: string): Promise<number> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([file]));
  return (await fetch(url, { method: 'POST', body: form })).status;
};
const finish = ({ id }: Upload, who = me) => who.ask(`${paths.uploads}/${id}`, { method: 'POST' });
const done = <T extends { finishedAt: string | null }>(path: string, schema: { parse(json: unknown): T }): Promise<T> =>
  until(60_000, async () => {
    const one = schema.parse(await (await me.ask(path)).json());
    return one.finishedAt === null ? undefined : one;
  });
const lying = () => [...s3.objects.keys()].filter((key) => key.includes('/uploads/'));

/** A file of our own making, larger than a door of 10 MB lets through. */
const large = () => {
  const notes = 'n'.repeat(20_000);
  const bookmarks = Array.from({ length: 560 }, (_, index) => ({
    url: `https://large.test/${index}`,
    title: 't',
    notes,
  }));
  return JSON.stringify({ bookmarks });
};

describe('a file that is too large for the door', () => {
  it('comes by way of the bucket, and is imported as any other; an export as large leaves by it', async () => {
    const file = large();
    expect(file.length).toBeGreaterThan(10 * 1024 * 1024);
    const upload = await begin(file.length);
    expect(await put(upload, file)).toBe(204);
    const answer = await finish(upload);
    const started = importSchema.parse(await answer.json());
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `${paths.imports}/${started.id}`]);
    expect(await done(`${paths.imports}/${started.id}`, importSchema)).toMatchObject({ state: 'done', added: 560 });
    expect(lying()).toEqual([]);

    const asked = await me.ask(paths.exports, sending('POST', { format: 'json' }));
    const { id } = exportSchema.parse(await asked.json());
    const { bytes } = await done(`${paths.exports}/${id}`, exportSchema);
    const sent = await me.ask(`${paths.exports}/${id}/file`, { redirect: 'manual' });
    const address = new URL(sent.headers.get('location') ?? '');
    expect([sent.status, address.origin, address.searchParams.get('X-Amz-Expires')]).toEqual([303, s3.endpoint, '60']);
    expect(address.searchParams.get('response-content-disposition')).toMatch(/^attachment; filename="bookmarks-/);
    expect((await (await fetch(address)).bytes()).length).toBe(bytes);
  });

  it('is refused where it is none of bookmarks, and lies nowhere then', async () => {
    const upload = await begin(10);
    await put(upload, 'just a text');
    expect((await finish(upload)).status).toBe(422);
    expect(lying()).toEqual([]);
  });

  it('is nobody else’s to finish', async () => {
    const upload = await begin(10);
    await put(upload, '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL></DL>');
    const other = await signUp(api.url, 'other@example.com');
    expect([(await finish(upload, other)).status, lying().length]).toEqual([404, 1]);
  });

  it('that has not arrived cannot be finished', async () => {
    expect((await finish(await begin(10))).status).toBe(404);
  });

  it.each([0, maxImportBytes + 1, 1.5])('of %d bytes gets no form', async (bytes) => {
    expect((await me.ask(paths.uploads, sending('POST', { bytes }))).status).toBe(400);
  });
});

describe('a file that fits', () => {
  it('leaves through the door, also where there is a bucket', async () => {
    const small = await signUp(api.url, 'small@example.com');
    await small.ask(paths.bookmarks, sending('POST', { url: 'https://small.test/' }));
    const asked = await small.ask(paths.exports, sending('POST', { format: 'csv' }));
    const { id } = exportSchema.parse(await asked.json());
    const file = await until(60_000, async () => {
      const answer = await small.ask(`${paths.exports}/${id}/file`, { redirect: 'manual' });
      return answer.status === 404 ? undefined : answer;
    });
    expect([file.status, (await file.text()).includes('https://small.test/')]).toEqual([200, true]);
  });
});

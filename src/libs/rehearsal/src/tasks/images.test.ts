import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImageStore, parseImageUri } from './images.ts';
import { writeImage } from './testing.ts';

const REGISTRY = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'images-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function make() {
  const folder = writeImage(join(directory, 'build'));
  return { folder, store: createImageStore(join(directory, 'images')) };
}

describe('an image store', () => {
  it('finds an image by digest and by tag, of its own repository only', async () => {
    const { folder, store } = make();
    const digest = await store.add('web', folder);
    await store.tag('web', 'latest', digest);
    const found = { digest, folder: join(directory, 'images', digest.slice('sha256:'.length)) };
    expect(await store.resolve(`${REGISTRY}/web@${digest}`)).toEqual(found);
    expect(await store.resolve(`${REGISTRY}/web:latest`)).toEqual(found);
    expect(await store.resolve(`${REGISTRY}/web`)).toEqual(found);
    expect(await store.resolve(`${REGISTRY}/web:other`)).toBeUndefined();
    expect(await store.resolve(`${REGISTRY}/api@${digest}`)).toBeUndefined();
    expect(readFileSync(join(found.folder, 'server.mjs'), 'utf8')).toContain('createServer');
  });

  it('gives the same contents the same digest, whatever their times', async () => {
    const { folder, store } = make();
    const digest = await store.add('web', folder);
    utimesSync(join(folder, 'server.mjs'), 1, 1);
    expect(await store.add('web', folder)).toBe(digest);
    expect(await store.list()).toHaveLength(1);
    writeFileSync(join(folder, 'server.mjs'), 'changed');
    expect(await store.add('web', folder)).not.toBe(digest);
  });

  it('moves a tag to the image that gets it last', async () => {
    const { folder, store } = make();
    const first = await store.add('web', folder);
    writeFileSync(join(folder, 'more'), '');
    const second = await store.add('web', folder);
    await Promise.all([store.tag('web', 'latest', first), store.tag('web', 'latest', second)]);
    expect((await store.list()).map(({ tags }) => tags)).toEqual([[], ['latest']]);
    await expect(store.tag('api', 'latest', first)).rejects.toThrow(`there is no image api@${first}`);
  });

  it('keeps everything when images are added at once, and leaves no draft', async () => {
    const { folder, store } = make();
    await Promise.all(['web', 'api', 'web', 'job'].map((repository) => store.add(repository, folder)));
    expect((await store.list()).map(({ repository }) => repository).sort()).toEqual(['api', 'job', 'web']);
    expect(readdirSync(join(directory, 'images')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('does not find an image whose folder is gone, and takes it in again', async () => {
    const { folder, store } = make();
    const digest = await store.add('web', folder);
    const stored = join(directory, 'images', digest.slice('sha256:'.length));
    rmSync(stored, { recursive: true });
    expect(await store.resolve(`${REGISTRY}/web@${digest}`)).toBeUndefined();
    await store.add('web', folder);
    expect(existsSync(stored)).toBe(true);
  });
});

it.each([
  [`${REGISTRY}/web@sha256:ab`, { repository: 'web', digest: 'sha256:ab', tag: 'latest' }],
  [`${REGISTRY}/team/web:v1`, { repository: 'team/web', tag: 'v1' }],
  [`${REGISTRY}/web:v1@sha256:ab`, { repository: 'web', digest: 'sha256:ab', tag: 'v1' }],
  ['localhost:5000/web', { repository: 'web', tag: 'latest' }],
  ['team/web', { repository: 'team/web', tag: 'latest' }],
])('reads %s', (uri, parts) => {
  expect(parseImageUri(uri)).toEqual(parts);
});

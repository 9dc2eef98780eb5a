import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../processes/testing.ts';
import { createCodeStore } from './code.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('code');
});
afterEach(() => folder[Symbol.dispose]());

const sha = (zip: Uint8Array) => createHash('sha256').update(zip).digest('base64');

test('a zip is found, with its folders, by the hash that Lambda names it by', () => {
  const store = createCodeStore(folder.path);
  const zip = zipSync({ 'index.js': strToU8('1'), 'lib/': new Uint8Array(), 'lib/deep/a.json': strToU8('{}') });
  expect(store.find(sha(zip))).toBeUndefined();
  store.add(zip);
  const root = store.find(sha(zip)) ?? '';
  expect(readFileSync(join(root, 'index.js'), 'utf8')).toBe('1');
  expect(existsSync(join(root, 'lib/deep/a.json'))).toBe(true);
});

test('a name that leads outside is refused, and leaves nothing', () => {
  const store = createCodeStore(join(folder.path, 'functions'));
  expect(() => store.add(zipSync({ '../../evil.js': strToU8('1') }))).toThrow(/leads outside/);
  expect(readdirSync(folder.path)).toEqual([]);
});

test('what is no zip is refused in words', () => {
  expect(() => createCodeStore(folder.path).add(strToU8('no zip at all'))).toThrow(/Could not unzip uploaded file/);
});

test('only what is still deployed is kept', () => {
  const store = createCodeStore(folder.path);
  const [one, two] = ['1', '2'].map((text) => zipSync({ 'index.js': strToU8(text) })) as [Uint8Array, Uint8Array];
  store.add(one);
  store.add(two);
  store.keepOnly([sha(two)]);
  expect([store.find(sha(one)), store.find(sha(two)) !== undefined]).toEqual([undefined, true]);
});

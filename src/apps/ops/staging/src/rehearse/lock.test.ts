import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { lock } from './lock.ts';

it('refuses a second rehearsal in a folder and names the living owner', () => {
  const folder = temporaryFolder();
  using _ = lock(folder);
  expect(() => lock(folder)).toThrow(`A rehearsal already runs in ${folder} (process ${process.pid}).`);
});

it('is free again when it is disposed', () => {
  const folder = temporaryFolder();
  lock(folder)[Symbol.dispose]();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

it.each([
  ['from an owner that is gone', '4194305 1\n'],
  ['from an owner whose process id somebody else has by now', `${process.pid} 1\n`],
  ['from a file that says nothing', ''],
  ['from a file that is damaged', '\0\0 what is this'],
])('is taken over %s', (_, left) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), left);
  using _own = lock(folder);
  expect(readFileSync(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+\n$`));
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { readRunFile } from './run-file.ts';

const run = {
  pid: 12,
  startedAt: '2026-11-24T00:00:00Z',
  endpoint: 'http://127.0.0.1:4599',
  door: 'http://127.0.0.1:8080',
  picture: 'http://127.0.0.1:4599/_rehearsal/picture',
  limits: { enforced: false, why: 'no cgroups' },
};

function directoryWith(content?: string): string {
  const directory = temporaryFolder();
  if (content !== undefined) writeFileSync(join(directory, 'run.json'), content);
  return directory;
}

it('says what runs', () => {
  expect(readRunFile(directoryWith(JSON.stringify(run)), (pid) => pid === 12)).toEqual(run);
});

it.each([
  ['there is no file', undefined],
  ['its process is gone', JSON.stringify(run)],
])('says how to start one when %s', (_, content) => {
  expect(() => readRunFile(directoryWith(content), () => false)).toThrow(
    expect.objectContaining({
      message: 'The rehearsal is not running.',
      hint: expect.stringContaining('npm start'),
      exitCode: 1,
    }),
  );
});

it.each(['', '{', '{"pid":"12"}', JSON.stringify({ ...run, endpoint: 'nowhere' })])(
  'says so when the file is broken (%j)',
  (content) => {
    expect(() => readRunFile(directoryWith(content), () => true)).toThrow(expect.objectContaining({ exitCode: 1 }));
  },
);

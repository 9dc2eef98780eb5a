import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT, run } from './programs.ts';

const { shapes } = JSON.parse(readFileSync(join(ROOT, 'infra/terraform/envs/staging/shapes.json'), 'utf8')) as {
  shapes: object;
};

/** A folder in which no rehearsal ever ran. */
const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cost = (...args: string[]) =>
  run(join(ROOT, 'node_modules/.bin/staging'), ['cost', '--month', '2026-12', ...args], {
    env: { STAGING_REHEARSAL_DIR: folder },
    timeoutMs: 840_000,
  });

it('every shape planned anew, where nothing runs, costs what is recorded of it', async () => {
  const recorded = await cost('--shapes', '--json');
  expect(recorded, recorded.stderr).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(folder, 'cost'))).toBe(false);
  const planned = await cost('--shapes', '--json', '--fresh');
  expect(planned.code, planned.stderr.slice(-2000)).toBe(0);
  expect(planned.stderr.match(/^Planning \S+ from nothing/gm)).toHaveLength(Object.keys(shapes).length);
  // Units that look at nothing in which two shapes differ are planned once for both.
  expect(planned.stderr.match(/^Planning .*\becr\b/gm)).toHaveLength(1);
  expect(JSON.parse(planned.stdout)).toEqual(JSON.parse(recorded.stdout));
});

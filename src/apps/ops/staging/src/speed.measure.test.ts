import { beforeAll, expect, it } from 'vitest';
import { fakeAws, fakeRehearsal, temporaryFolder } from './testing.ts';
import { AWAKE } from './testing-awake.ts';
import { builtCommand, quickestMs } from './testing-command.ts';

beforeAll(builtCommand);

it('lists its commands within 0.2 s', async () => {
  expect(await quickestMs(['--help'])).toBeLessThan(200);
});

it('says within 0.6 s what is there', async () => {
  await using aws = await fakeAws(AWAKE);
  expect(await quickestMs(['status'], { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) })).toBeLessThan(600);
});

it.each([
  ['a recorded plan', 1000, ['--shape', 'lean']],
  ['all shapes', 2000, ['--shapes']],
])('prices %s within %d ms', async (_, withinMs, what) => {
  const nowhere = { STAGING_REHEARSAL_DIR: temporaryFolder() };
  expect(await quickestMs(['cost', '--month', '2026-12', ...what], nowhere)).toBeLessThan(withinMs);
});

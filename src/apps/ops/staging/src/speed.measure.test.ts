import { beforeAll, expect, it } from 'vitest';
import { fakeAws, fakeRehearsal } from './testing.ts';
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

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorded } from '@bookmark-manager/plan/testing';
import { expect, it } from 'vitest';
import { applyPlanned } from './apply-planned.ts';
import { readConfig } from './config.ts';
import type { Target } from './target/target.ts';
import { fakeIo, temporaryFolder } from './testing.ts';

/** On the real account, whose API these tests must not get to: whatever would be applied is refused before. */
const target: Target = {
  kind: 'aws',
  environment: {},
  clientOptions: { region: 'ap-northeast-1', maxAttempts: 1, endpoint: 'http://127.0.0.1:1' },
  tfvars: '/nowhere',
};

function keptPlans(plan: 'clean-plan.json' | 'first-plan.json'): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'network'));
  writeFileSync(join(folder, 'network/tfplan.json'), recorded(plan));
  writeFileSync(join(folder, 'plans.json'), '{"units":["network"]}');
  return folder;
}

it('applies nothing when nothing was planned', async () => {
  const io = fakeIo();
  const code = await applyPlanned({ config: readConfig({}), io }, target, {
    yes: true,
    folder: keptPlans('clean-plan.json'),
  });
  expect([code, io.stdout]).toEqual([0, ['Nothing to change.']]);
});

it('refuses plans that were made before a unit was there', async () => {
  const context = { config: readConfig({}), io: fakeIo() };
  await expect(
    applyPlanned(context, target, { yes: true, folder: keptPlans('first-plan.json') }),
  ).rejects.toMatchObject({
    message: expect.stringContaining('planned on stand-ins'),
    hint: expect.stringContaining('staging up'),
  });
});

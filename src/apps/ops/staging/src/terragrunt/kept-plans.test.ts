import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorded } from '@bookmark-manager/plan/testing';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { openKeptPlans, readKeptPlans, sealKeptPlans } from './kept-plans.ts';

function planned(): string {
  const folder = temporaryFolder();
  for (const [unit, plan] of [
    ['compute', 'replace-plan.json'],
    ['network', 'clean-plan.json'],
  ] as const) {
    mkdirSync(join(folder, unit));
    writeFileSync(join(folder, unit, 'tfplan.json'), recorded(plan));
  }
  return folder;
}

it('reads what each kept plan would do, by unit', async () => {
  const folder = planned();
  await sealKeptPlans(folder, ['compute', 'network']);
  const plans = await readKeptPlans(folder);
  expect(Object.keys(plans)).toEqual(['compute', 'network']);
  expect(plans.compute?.remove.length).toBeGreaterThan(0);
  expect(plans.network).toMatchObject({ add: [], change: [], remove: [] });
});

it.each([
  ['it is empty', async () => temporaryFolder()],
  ['it is missing', async () => join(temporaryFolder(), 'missing')],
  ['the run that made them came to no end', async () => planned()],
  [
    'a later run came to no end',
    async () => {
      const folder = planned();
      await sealKeptPlans(folder, ['compute', 'network']);
      await openKeptPlans(folder);
      return folder;
    },
  ],
])('refuses a folder, and says how to make plans, when %s', async (_, make) => {
  const directory = await make();
  await expect(readKeptPlans(directory)).rejects.toMatchObject({
    message: `${directory} holds no plans, or not all of them.`,
    hint: `Make them: staging plan --keep ${directory}`,
  });
});

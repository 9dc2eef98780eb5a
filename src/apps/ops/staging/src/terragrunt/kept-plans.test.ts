import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorded } from '@bookmark-manager/plan/testing';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { readKeptPlans } from './kept-plans.ts';

it('reads what each kept plan would do, by unit', async () => {
  const folder = temporaryFolder();
  for (const [unit, plan] of [
    ['compute', 'replace-plan.json'],
    ['network', 'clean-plan.json'],
  ] as const) {
    mkdirSync(join(folder, unit));
    writeFileSync(join(folder, unit, 'tfplan.json'), recorded(plan));
  }
  const plans = await readKeptPlans(folder);
  expect(Object.keys(plans)).toEqual(['compute', 'network']);
  expect(plans.compute?.remove.length).toBeGreaterThan(0);
  expect(plans.network).toMatchObject({ add: [], change: [], remove: [] });
});

it.each(['empty', 'missing'])('says how to make plans when the folder is %s', async (folder) => {
  const directory = join(temporaryFolder(), folder);
  if (folder === 'empty') mkdirSync(directory);
  await expect(readKeptPlans(directory)).rejects.toMatchObject({
    message: `${directory} holds no plans.`,
    hint: `Make them: staging plan --keep ${directory}`,
  });
});

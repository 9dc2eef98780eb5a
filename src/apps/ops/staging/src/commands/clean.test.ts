import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeClone } from '../rehearse/testing.ts';
import { fakeIo } from '../testing.ts';
import { command } from './clean.ts';

const UNIT = 'infra/terraform/envs/staging/network';

function clone() {
  const config = fakeClone();
  const files = [
    `${UNIT}/.terragrunt-cache/a/b/main.tf`,
    `${UNIT}/.terraform/providers/x`,
    `${UNIT}/terragrunt.hcl`,
    `${UNIT}/terraform.tfstate`,
    '.rehearsal/terragrunt-cache/c/main.tf',
    '.rehearsal/cost/terragrunt-cache/d/main.tf',
    '.rehearsal/state/network/terraform.tfstate',
  ];
  for (const file of files) config.write(file, '');
  return { config, left: () => files.filter((file) => existsSync(join(config.root, file))) };
}

it('removes the caches of the units, of the rehearsal and of estimates, and no state', async () => {
  const { config, left } = clone();
  const io = fakeIo();
  expect(await command.run({ config, io }, {}, [])).toBe(0);
  expect(left()).toEqual([
    `${UNIT}/terragrunt.hcl`,
    `${UNIT}/terraform.tfstate`,
    '.rehearsal/state/network/terraform.tfstate',
  ]);
  expect(io.stdout).toEqual(['4 caches removed.']);
  await command.run({ config, io }, {}, []);
  expect(io.stdout.at(-1)).toBe('There are no caches.');
});

it('says with --dry-run what it would remove, and leaves it', async () => {
  const { config, left } = clone();
  const io = fakeIo();
  await command.run({ config, io }, { dryRun: true }, []);
  expect(left()).toHaveLength(7);
  expect(io.stdout.sort()).toEqual([
    'rm -r .rehearsal/cost/terragrunt-cache',
    'rm -r .rehearsal/terragrunt-cache',
    `rm -r ${UNIT}/.terraform`,
    `rm -r ${UNIT}/.terragrunt-cache`,
  ]);
});

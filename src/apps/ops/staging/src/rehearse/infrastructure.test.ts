import { expect, it } from 'vitest';
import { fakeIo } from '../testing.ts';
import { isApplied } from './infrastructure.ts';
import { fakeClone, fakeWatch } from './testing.ts';

const units = ['compute', 'network'];
const holding = JSON.stringify({ version: 4, resources: [{ type: 'aws_vpc' }] });

/** A clone with two units; what stands under `.rehearsal` is given. */
function clone(files: Record<string, string>) {
  const config = fakeClone();
  for (const unit of units) config.write(`infra/terraform/envs/staging/${unit}/terragrunt.hcl`, '');
  for (const [path, text] of Object.entries(files)) config.write(`.rehearsal/${path}`, text);
  const target = { environment: {}, clientOptions: { region: 'x', maxAttempts: 1 }, tfvars: '', kind: 'aws' } as const;
  return isApplied({ context: { config, io: fakeIo() }, target, ...fakeWatch() });
}
const states = (text: string) => Object.fromEntries(units.map((unit) => [`state/${unit}/terraform.tfstate`, text]));

it('is applied when an apply has ended and every state holds something', async () => {
  expect(await clone({ applied: '', ...states(holding) })).toBe(true);
});

it.each([
  ['no apply has ended', states(holding)],
  ['a state is not there', { applied: '', 'state/network/terraform.tfstate': holding }],
  ['a state is empty', { applied: '', ...states('{ "version": 4, "resources": [] }') }],
  ['a state is damaged', { applied: '', ...states('{ "version": 4, "resou') }],
  ['there is nothing', {}],
])('is not applied when %s', async (_, files) => {
  expect(await clone(files)).toBe(false);
});

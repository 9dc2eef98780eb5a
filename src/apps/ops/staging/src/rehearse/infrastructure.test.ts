import { expect, it } from 'vitest';
import { rehearsalTarget } from '../target/target.ts';
import { fakeIo } from '../testing.ts';
import { stateText } from '../tfstate/testing.ts';
import { isApplied } from './infrastructure.ts';
import { fakeClone } from './testing.ts';

const units = ['compute', 'network'];
const holding = stateText();

const RUN = {
  pid: 1,
  startedAt: '2026-12-01T00:00:00Z',
  endpoint: 'http://127.0.0.1:1',
  door: 'http://127.0.0.1:2',
  picture: 'http://127.0.0.1:1/p',
  limits: { enforced: true as const },
};

/** A clone with two units; what stands under `.rehearsal` is given. */
function clone(files: Record<string, string>) {
  const config = fakeClone();
  for (const unit of units) config.write(`infra/terraform/envs/staging/${unit}/terragrunt.hcl`, '');
  for (const [path, text] of Object.entries(files)) config.write(`.rehearsal/${path}`, text);
  return isApplied({ context: { config, io: fakeIo() }, target: rehearsalTarget(config, RUN) });
}
const states = (text: string) => Object.fromEntries(units.map((unit) => [`state/${unit}/terraform.tfstate`, text]));

it('is applied when an apply has ended and every state holds something', async () => {
  expect(await clone({ applied: '', ...states(holding) })).toBe(true);
});

it.each([
  ['no apply has ended', states(holding)],
  ['a state is not there', { applied: '', 'state/network/terraform.tfstate': holding }],
  ['a state is empty', { applied: '', ...states(stateText({ resources: [] })) }],
  ['a state is cut to nothing', { applied: '', ...states('') }],
  ['there is nothing', {}],
])('is not applied when %s', async (_, files) => {
  expect(await clone(files)).toBe(false);
});

it.each(['{ "version": 4, "resou', '[]', '{ "resources": 1 }'])(
  'is told of a state that is damaged: %s',
  async (text) => {
    await expect(clone({ applied: '', 'state/network/terraform.tfstate': text })).rejects.toMatchObject({
      message: expect.stringMatching(/\/state\/network\/terraform\.tfstate is damaged/),
      hint: expect.stringMatching(/terraform\.tfstate\.backup/),
      exitCode: 1,
    });
  },
);

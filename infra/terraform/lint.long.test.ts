import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from './testing/run.ts';
import { repository, tflintPlugins, tool } from './testing/tools.ts';

const here = join(repository, 'infra/terraform');

it('tflint with the rules of AWS finds nothing', { timeout: 120_000 }, async () => {
  const args = ['--chdir=modules', '--recursive', `--config=${join(here, '.tflint.hcl')}`, '--format=compact'];
  const checked = await run(tool('tflint'), args, here, { TFLINT_PLUGIN_DIR: tflintPlugins() });
  expect(checked).toEqual({ code: 0, output: '' });
});

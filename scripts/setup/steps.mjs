import { join } from 'node:path';
import { bundleIsFresh } from './bundle.mjs';
import { checkerSteps, longSteps } from './checkers.mjs';
import { ownNode } from './own_node.mjs';
import { root } from './places.mjs';
import { dependencies, pnpm } from './pnpm.mjs';
import { pythonEnvironment } from './python.mjs';
import { run } from './run.mjs';
import { awsCli, chromium } from './system.mjs';
import { providerMirror, terraform } from './terraform.mjs';
import { terragrunt } from './terragrunt.mjs';

/**
 * The steps of a purpose. A step: `{ id, title, find, make?, after?, room? }`.
 * - `find()` looks, quickly, and makes nothing: `{ text, tool? }`, or undefined when it has to be made; it throws a SetupError
 *   when it can be neither found nor made. `tool` is a path that `tools.json` keeps under the step's id (null: not there).
 * - `make({ say, found })` makes it, after the steps that `after` names: `{ text, tool? }`.
 */
export function plan(purpose) {
  const start = [
    {
      id: 'node',
      title: 'Node.js',
      find: () => ({ text: `${process.versions.node} starts; 24 from the dependencies runs the rest` }),
    },
    { id: 'terraform', title: 'Terraform', find: terraform },
    { id: 'terraformCliConfig', title: 'Terraform providers', find: providerMirror },
    { id: 'pnpm', title: 'pnpm', ...pnpm },
    { id: 'dependencies', title: 'Dependencies', after: ['pnpm'], ...dependencies },
    { id: 'python', title: 'Python with moto', ...pythonEnvironment('tools/requirements.txt', 'moto') },
    { id: 'terragrunt', title: 'Terragrunt', ...terragrunt },
    { id: 'staging', title: 'The command staging', after: ['dependencies'], ...bundle },
  ];
  const test = [
    { id: 'aws', title: 'AWS CLI', ...awsCli },
    // One after the other: apt-get locks.
    { id: 'chromium', title: 'Chromium', after: ['aws'], ...chromium },
  ];
  if (purpose === 'start') return start;
  if (purpose === 'test') return [...start, ...test];
  return purpose === 'checkers' ? checkerSteps : longSteps;
}

const bundle = {
  find: () => (bundleIsFresh() ? { text: 'built' } : undefined),
  async make() {
    await run(ownNode() ?? process.execPath, [join(root, 'src/apps/ops/staging/build.mjs')], { cwd: root });
    return { text: 'built now' };
  },
};

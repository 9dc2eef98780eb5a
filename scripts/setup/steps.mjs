import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIsFresh } from './bundle.mjs';
import { checkerSteps } from './checkers.mjs';
import { root } from './places.mjs';
import { dependencies, pnpm } from './pnpm.mjs';
import { pythonEnvironment } from './python.mjs';
import { atLeast, run, SetupError } from './run.mjs';
import { awsCli, chromium } from './system.mjs';
import { providerMirror, terraform } from './terraform.mjs';
import { terragrunt } from './terragrunt.mjs';

/**
 * The steps of a purpose. A step: { id, title, after?: ids, run({ say, found }) → { text, tool? } }; `tool` is a path that
 * `tools.json` keeps under the step's id (null: looked for and not there).
 */
export function plan(purpose) {
  const start = [
    { id: 'node', title: 'Node.js', run: checkNode },
    { id: 'terraform', title: 'Terraform', run: terraform },
    { id: 'terraformCliConfig', title: 'Terraform providers', run: providerMirror },
    { id: 'pnpm', title: 'pnpm', after: ['node'], run: pnpm },
    { id: 'dependencies', title: 'Dependencies', after: ['pnpm'], run: dependencies },
    {
      id: 'python',
      title: 'Python with moto',
      run: ({ say }) => pythonEnvironment('tools/requirements.txt', 'moto', say),
    },
    { id: 'terragrunt', title: 'Terragrunt', run: terragrunt },
    { id: 'staging', title: 'The command staging', after: ['dependencies'], run: bundle },
  ];
  const test = [
    { id: 'aws', title: 'AWS CLI', run: awsCli },
    { id: 'chromium', title: 'Chromium', after: ['aws'], run: chromium },
  ];
  if (purpose === 'start') return start;
  return purpose === 'test' ? [...start, ...test] : checkerSteps;
}

function checkNode() {
  if (!atLeast(process.versions.node, '20')) {
    throw new SetupError(
      `Node.js ${process.versions.node} is too old: 20 or newer is needed.`,
      'Install it with `mise install`, or from your system, and start again.',
    );
  }
  return { text: `${process.versions.node} starts; 24 from the dependencies runs the rest` };
}

async function bundle() {
  const node = readdirSync(join(root, 'node_modules')).find((name) => /^node-(linux|darwin)-/.test(name));
  const own = node && join(root, 'node_modules', node, 'bin/node');
  const tool = own && existsSync(own) ? own : process.execPath;
  if (bundleIsFresh()) return { text: 'built' };
  await run(tool, [join(root, 'src/apps/ops/staging/build.mjs')], { cwd: root });
  return { text: 'built now' };
}

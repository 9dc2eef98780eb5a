import { join } from 'node:path';
import { ferretdb } from './ferretdb.mjs';
import { cache, read, required, tools } from './places.mjs';
import { pythonEnvironment } from './python.mjs';
import { executable } from './run.mjs';
import { sessionPlugin } from './session_plugin.mjs';
import { containerBuilder } from './system.mjs';
import { buildGo, checkGo } from './terragrunt.mjs';

/** A tool of tools/checkers/go.mod: its module, which has the version, and its package in there. */
const goTool = (id, title, module, target, folder = '') => {
  const version = () => required(read('tools/checkers/go.mod'), module);
  return {
    id,
    title,
    find() {
      const tool = target(version());
      if (executable(tool)) return { text: `${version()}, built before`, tool };
      checkGo(module);
      return undefined;
    },
    room: { folder: cache, mib: 1500 },
    async make({ say }) {
      const tool = target(version());
      say(`building ${version()} (2 to 4 minutes, once)`);
      await buildGo({ module: `${module}${folder}`, folder: join(tools, 'checkers'), tool });
      return { text: `${version()} built`, tool };
    },
  };
};

/** What only checks need, of the infrastructure, the Dockerfiles and the workflows; built after the medium tests, never by `npm start`. */
export const checkerSteps = [
  goTool(
    'actionlint',
    'actionlint',
    'github.com/rhysd/actionlint',
    (version) => join(cache, `bin-actionlint-${version}`, 'actionlint'),
    '/cmd/actionlint',
  ),
  // And hadolint, zizmor and shellcheck, in the same environment.
  { id: 'checkov', title: 'checkov', ...pythonEnvironment('tools/checkers/requirements.txt', 'checkov') },
];

/** What the long tests alone need: a checker that takes many minutes to build, and published clients that the rehearsal is tried with. */
export const longSteps = [
  goTool('tflint', 'tflint', 'github.com/terraform-linters/tflint', (version) =>
    join(cache, `bin-tflint-${version}`, 'tflint'),
  ),
  goTool('tflintAws', 'tflint, AWS rules', 'github.com/terraform-linters/tflint-ruleset-aws', (version) =>
    join(cache, `bin-tflint-${version}-plugins`, 'tflint-ruleset-aws'),
  ),
  goTool(
    'crane',
    'crane',
    'github.com/google/go-containerregistry',
    (version) => join(cache, `bin-crane-${version}`, 'crane'),
    '/cmd/crane',
  ),
  { id: 'buildah', title: 'buildah', ...containerBuilder },
  { id: 'sessionPlugin', title: 'AWS session plugin', ...sessionPlugin },
  // Not beside moto: `npm start` needs that, and this brings thirty packages more.
  { id: 'schemathesis', title: 'schemathesis', ...pythonEnvironment('tools/fuzz/requirements.txt', 'schemathesis') },
  { id: 'ferretdb', title: 'FerretDB', ...ferretdb },
];

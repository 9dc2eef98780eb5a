import { join } from 'node:path';
import { cache, read, required, tools } from './places.mjs';
import { pythonEnvironment } from './python.mjs';
import { executable } from './run.mjs';
import { buildGo } from './terragrunt.mjs';

const goTool = (id, title, module, target) => ({
  id,
  title,
  async run({ say }) {
    const version = required(read('tools/checkers/go.mod'), module);
    const tool = target(version);
    if (executable(tool)) return { text: `${version}, built before`, tool };
    await buildGo({
      module,
      folder: join(tools, 'checkers'),
      tool,
      say: () => say(`building ${version} (2 to 4 minutes, once)`),
    });
    return { text: `${version} built`, tool };
  },
});

/** What only the checks of the infrastructure need; built beside the first tests, never by `npm start`. */
export const checkerSteps = [
  goTool('tflint', 'tflint', 'github.com/terraform-linters/tflint', (version) =>
    join(cache, `bin-tflint-${version}`, 'tflint'),
  ),
  goTool('tflintAws', 'tflint, AWS rules', 'github.com/terraform-linters/tflint-ruleset-aws', (version) =>
    join(cache, `bin-tflint-${version}-plugins`, 'tflint-ruleset-aws'),
  ),
  {
    id: 'checkov',
    title: 'checkov',
    run: ({ say }) => pythonEnvironment('tools/checkers/requirements.txt', 'checkov', say),
  },
];

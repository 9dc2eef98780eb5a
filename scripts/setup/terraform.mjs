import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './fault.mjs';
import { local } from './places.mjs';
import { ask, atLeast, which } from './run.mjs';

const LEAST = '1.11';
const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** Terraform is asked of the machine: it cannot be built from a package registry. The first on PATH that fits is taken. */
export function terraform() {
  const known = which('terraform').map((tool) => ({
    tool,
    version: ask(tool, ['version'])?.match(/Terraform v(\S+)/)?.[1],
  }));
  const fitting = known.find(({ version }) => version !== undefined && atLeast(version, LEAST) && /^1\./.test(version));
  if (fitting) return { text: fitting.version, tool: fitting.tool };
  const [first] = known;
  if (first === undefined)
    throw new SetupError(
      'Terraform was not found on PATH.',
      `Install Terraform ${LEAST} or newer (\`mise install\` does), and start again.`,
    );
  if (first.version === undefined)
    throw new SetupError(
      `${first.tool} does not say its version.`,
      'Run `terraform version` to see what is wrong with it.',
    );
  throw new SetupError(
    `Terraform ${first.version} (${first.tool}) does not fit: ${LEAST} or newer, below 2, is needed.`,
    '`mise install` brings the version that mise.toml pins.',
  );
}

/** A folder that holds the provider already (TF_PLUGIN_MIRROR, or a folder of /opt) spares the download. */
export function providerMirror() {
  const mirror = [process.env.TF_PLUGIN_MIRROR, ...foldersOf('/opt')].find(
    (folder) => folder && existsSync(join(folder, PROVIDER)),
  );
  if (mirror === undefined) {
    if (process.env.TF_PLUGIN_MIRROR)
      throw new SetupError(
        `TF_PLUGIN_MIRROR is ${process.env.TF_PLUGIN_MIRROR}, but there is no ${PROVIDER} in it.`,
        'Unset it to take the provider from the registry.',
      );
    return { text: 'from the registry', tool: null };
  }
  const tool = join(local, 'terraform.tfrc');
  mkdirSync(local, { recursive: true });
  const text = `provider_installation {\n  filesystem_mirror {\n    path    = "${mirror}"\n    include = ["${PROVIDER}"]\n  }\n  direct {\n    exclude = ["${PROVIDER}"]\n  }\n}\n`;
  if (!existsSync(tool) || readFileSync(tool, 'utf8') !== text) writeFileSync(tool, text);
  return { text: `from ${mirror}`, tool };
}

function foldersOf(parent) {
  try {
    return readdirSync(parent).map((name) => join(parent, name));
  } catch {
    return [];
  }
}

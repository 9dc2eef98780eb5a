import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { local } from './places.mjs';
import { ask, atLeast, SetupError, which } from './run.mjs';

const LEAST = '1.11';
const PROVIDER = 'registry.terraform.io/hashicorp/aws';

/** Terraform is asked of the machine: it cannot be built from a package registry. */
export function terraform() {
  const [tool] = which('terraform');
  if (tool === undefined)
    throw new SetupError(
      'Terraform was not found on PATH.',
      `Install Terraform ${LEAST} or newer (\`mise install\` does), and start again.`,
    );
  const version = ask(tool, ['version'])?.match(/Terraform v(\S+)/)?.[1];
  if (version === undefined)
    throw new SetupError(`${tool} does not say its version.`, 'Run `terraform version` to see what is wrong with it.');
  if (!atLeast(version, LEAST) || !version.startsWith('1.')) {
    throw new SetupError(
      `Terraform ${version} (${tool}) does not fit: ${LEAST} or newer, below 2, is needed.`,
      '`mise install` brings the version that mise.toml pins.',
    );
  }
  return { text: version, tool };
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
  writeFileSync(
    tool,
    `provider_installation {\n  filesystem_mirror {\n    path    = "${mirror}"\n    include = ["${PROVIDER}"]\n  }\n  direct {\n    exclude = ["${PROVIDER}"]\n  }\n}\n`,
  );
  return { text: `from ${mirror}`, tool };
}

function foldersOf(parent) {
  try {
    return readdirSync(parent).map((name) => join(parent, name));
  } catch {
    return [];
  }
}

import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bookmark-manager');

/**
 * Where a tool is: what the set-up found or made, else the newest in its cache folder, else on PATH.
 * @throws Error that names the set-up's command when it is nowhere
 */
export function tool(
  name: 'terraform' | 'terragrunt' | 'tflint' | 'checkov' | 'hadolint' | 'actionlint' | 'zizmor' | 'shellcheck',
): string {
  const found = known()[COMPANION[name] ?? name];
  const places = [
    found === undefined ? undefined : join(dirname(found), name),
    cached(`bin-${name}-`, name),
    cached(`${name}-`, name),
    cached(`venv-${COMPANION[name] ?? name}-`, join('bin', name)),
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  ];
  const place = places.find((path) => path !== undefined && executable(path));
  if (place !== undefined) return place;
  throw new Error(
    `${name} was not found: run \`node scripts/setup.mjs --for ${name === 'tflint' ? 'long' : 'checkers'}\``,
  );
}

/** Which tool's environment another one is installed in. */
const COMPANION: Partial<Record<string, string>> = { hadolint: 'checkov', zizmor: 'checkov', shellcheck: 'checkov' };

/** Folder of tflint's AWS rules. */
export function tflintPlugins(): string {
  const found = known().tflintAws ?? cached('bin-tflint-', 'tflint-ruleset-aws');
  if (found !== undefined && existsSync(found)) return dirname(found);
  throw new Error('the AWS rules of tflint were not found: run `node scripts/setup.mjs --for long`');
}

/** Terraform's own configuration that names a provider mirror, when the set-up found one. */
export const terraformCliConfig = (): string | undefined => known().terraformCliConfig ?? undefined;

/** The tools by the id of the set-up's step; empty before it ran. */
function known(): Partial<Record<string, string>> {
  const file = join(repository, 'node_modules/.cache/bookmark-manager/tools.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function cached(prefix: string, path: string): string | undefined {
  if (!existsSync(cache)) return undefined;
  const folders = readdirSync(cache).filter((folder) => folder.startsWith(prefix));
  return folders
    .sort()
    .reverse()
    .map((folder) => join(cache, folder, path))
    .find(existsSync);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as z from 'zod';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';

/** Where the programs are that the command starts. */
export type Tools = z.infer<typeof toolsFile>;

const optionalPath = z
  .string()
  .nullish()
  .transform((path) => path ?? undefined);

/** What set-up wrote: `null` is "looked for and not there". */
const toolsFile = z.object({
  terragrunt: z.string(),
  terraform: z.string(),
  /** The file for TF_CLI_CONFIG_FILE that names a provider mirror. */
  terraformCliConfig: optionalPath,
  aws: optionalPath,
  /** A Python that has moto. */
  python: optionalPath,
});

/** Set-up's findings, or what PATH and the user's cache hold. @throws StagingError naming the tool that is missing. */
export function findTools(config: Pick<Config, 'root' | 'environment'>): Tools {
  const known = readToolsFile(join(config.root, 'node_modules/.cache/bookmark-manager/tools.json'));
  if (known && executable(known.terragrunt) && executable(known.terraform)) return known;
  const path = config.environment.PATH ?? '';
  return {
    terragrunt: findTerragrunt(config, path),
    terraform: which('terraform', path)[0] ?? missing('Terraform', 'Install Terraform 1.11 or newer: mise install'),
    terraformCliConfig: existing(config.environment.TF_CLI_CONFIG_FILE),
    aws: which('aws', path)[0],
    python: undefined,
  };
}

/** All executables of that name on a PATH, in its order. */
export function which(name: string, path: string): string[] {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .filter(executable);
}

/** The version of Terragrunt that the repository is written for; newer patch levels fit. */
const TERRAGRUNT = { minor: 'v1.1.', pinned: 'v1.1.3' };

function findTerragrunt(config: Pick<Config, 'environment'>, path: string): string {
  const fits = (tool: string) => versionOf(tool)?.startsWith(TERRAGRUNT.minor) === true;
  const cache = config.environment.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const built = join(cache, 'bookmark-manager', `terragrunt-${TERRAGRUNT.pinned}`, 'terragrunt');
  const found = which('terragrunt', path).find(fits) ?? (executable(built) ? built : undefined);
  return found ?? missing('Terragrunt 1.1', 'Let set-up build it: node scripts/setup.mjs');
}

/** Terraform warns at each call about a file that is not there. */
function existing(file: string | undefined): string | undefined {
  return file && existsSync(file) ? file : undefined;
}

function missing(tool: string, hint: string): never {
  throw new StagingError(`${tool} was not found.`, { hint });
}

function readToolsFile(file: string): Tools | undefined {
  try {
    return toolsFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function versionOf(tool: string): string | undefined {
  try {
    return /v\d+\.\d+\.\d+/.exec(execFileSync(tool, ['--version'], { encoding: 'utf8', timeout: 20_000 }))?.[0];
  } catch {
    return undefined;
  }
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

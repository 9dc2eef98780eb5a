import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { CACHE } from '../../target/environment.ts';
import type { Target } from '../../target/target.ts';
import { listUnits } from '../../terragrunt/run.ts';

/** A folder in which Terragrunt runs Terraform, and what is broken in it; null: nothing. */
export type Cache = { folder: string; damage: string | null };

export async function readCaches(config: Config, target: Target['kind']): Promise<Cache[]> {
  const units = await listUnits(config.unitsDirectory);
  const roots =
    target === 'rehearsal'
      ? [join(config.rehearsalDirectory, CACHE)]
      : units.map((unit) => join(config.unitsDirectory, unit, '.terragrunt-cache'));
  const folders = (await Promise.all(roots.map((root) => workingFolders(root, DEPTH)))).flat();
  return Promise.all(folders.map(async (folder) => ({ folder, damage: await damageIn(folder) })));
}

/** Two folders named by hashes, then the module's path. */
const DEPTH = 4;

/** The folders below that Terraform was initialised in. */
async function workingFolders(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (folders.includes('.terraform')) return [folder];
  if (depth === 0) return [];
  return (await Promise.all(folders.map((name) => workingFolders(join(folder, name), depth - 1)))).flat();
}

async function damageIn(folder: string): Promise<string | null> {
  const own = join(folder, '.terraform');
  const files = await readdir(folder);
  if (!files.some((name) => name.endsWith('.tf'))) return 'the module is gone from it';
  for (const file of ['terraform.tfstate', 'modules/modules.json']) {
    const text = await readFile(join(own, file), 'utf8').catch(() => null);
    if (text !== null && !isJson(text)) return `.terraform/${file} cannot be read`;
  }
  return providerDamage(join(own, 'providers'), PROVIDER_DEPTH);
}

/** Host, namespace, name, version, then the system's folder, or a link to it. */
const PROVIDER_DEPTH = 4;

async function providerDamage(folder: string, depth: number): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (depth > 0 && entry.isDirectory()) {
      const damage = await providerDamage(path, depth - 1);
      if (damage !== null) return damage;
    } else if (depth === 0) {
      const inside = await readdir(path).catch(() => []);
      const sizes = await Promise.all(
        inside.map(async (name) => (await stat(join(path, name)).catch(() => null))?.size ?? 0),
      );
      if (!sizes.some((size) => size > 0)) return `the provider in ${entry.name} is not there any more`;
    }
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

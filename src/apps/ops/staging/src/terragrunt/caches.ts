import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { CACHE } from '../target/environment.ts';

/** Terragrunt's and Terraform's caches: one in each unit's folder, and in `.rehearsal`. No state lies in them. */
export async function findCaches({
  unitsDirectory,
  rehearsalDirectory,
}: Pick<Config, 'unitsDirectory' | 'rehearsalDirectory'>): Promise<string[]> {
  // The rehearsal's, and that of what is planned to be priced.
  const own = [rehearsalDirectory, join(rehearsalDirectory, 'cost')].map((folder) => join(folder, CACHE));
  return [...(await cachesBelow(unitsDirectory)), ...own.filter(existsSync)];
}

async function cachesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  const own = folders.filter(({ name }) => CACHES.includes(name)).map(({ name }) => join(directory, name));
  const others = folders.filter(({ name }) => !CACHES.includes(name));
  return [...own, ...(await Promise.all(others.map(({ name }) => cachesBelow(join(directory, name))))).flat()];
}

const CACHES = ['.terragrunt-cache', '.terraform'];

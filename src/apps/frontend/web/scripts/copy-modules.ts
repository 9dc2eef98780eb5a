import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies the packages that Next.js traced out of pnpm's store into a plain node_modules: no links, so that the folder can be moved anywhere.
 * @throws Error when two versions of one package are needed, which a plain folder cannot hold
 */
export const copyModules = async (from: string, to: string, wanted: (name: string) => boolean): Promise<void> => {
  const copied = new Map<string, string>();
  for (const { name, folder } of await storedPackages(join(from, '.pnpm'))) {
    if (!wanted(name)) continue;
    const other = copied.get(name);
    if (other !== undefined) throw new Error(`two versions of ${name} are needed: ${other} and ${folder}`);
    copied.set(name, folder);
    await cp(folder, join(to, name), { recursive: true, dereference: true });
  }
};

/** The packages themselves: what is a link in one package's folder is the folder of another. */
const storedPackages = async (
  store: string,
): Promise<readonly { readonly name: string; readonly folder: string }[]> => {
  const found: { name: string; folder: string }[] = [];
  for (const entry of await readdir(store)) {
    if (entry === 'node_modules') continue;
    const modules = join(store, entry, 'node_modules');
    for (const one of await readdir(modules, { withFileTypes: true })) {
      if (!one.isDirectory()) continue;
      const names = one.name.startsWith('@') ? await inScope(modules, one.name) : [one.name];
      found.push(...names.map((name) => ({ name, folder: join(modules, name) })));
    }
  }
  return found;
};

const inScope = async (modules: string, scope: string): Promise<string[]> => {
  const entries = await readdir(join(modules, scope), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${scope}/${entry.name}`);
};

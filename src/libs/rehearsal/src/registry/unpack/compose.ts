import type { Stats } from 'node:fs';
import { chmod, copyFile, lchown, link, lstat, mkdir, readdir, readlink, rm, stat, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inside } from './inside.ts';

/** What a layer's file is called that hides the file behind it, and one that hides all that lies below its folder. */
const HIDES = '.wh.';
const HIDES_ALL = '.wh..wh..opq';

/**
 * Puts unpacked layers, the lowest first, on top of each other into `root`. Files are links to the layers' own, so an image
 * takes the room of what is new in it; nobody may write to them.
 */
export async function compose(layers: readonly string[], root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const layer of layers) await put(layer, root, '');
}

/** Puts what a folder of a layer holds into the folder `at` of the root. */
async function put(from: string, root: string, at: string): Promise<void> {
  const names = (await readdir(from)).sort();
  const hidden = names.filter((name) => name.startsWith(HIDES));
  if (hidden.includes(HIDES_ALL)) await empty(join(root, at));
  for (const name of hidden) await rm(join(root, at, name.slice(HIDES.length)), { recursive: true, force: true });
  for (const name of names) {
    if (name.startsWith(HIDES)) continue;
    const source = join(from, name);
    const found = await lstat(source);
    if (found.isDirectory()) await putFolder(source, root, join(at, name), found);
    else await putFile(source, join(root, at, name), found);
  }
}

/** A folder on top of a link to one goes where the link leads: `/lib` is `/usr/lib` in many images. */
async function putFolder(source: string, root: string, at: string, found: Stats): Promise<void> {
  const there = join(root, at);
  const leads = await inside(root, at);
  const isFolder = (await stat(leads).catch(() => undefined))?.isDirectory() ?? false;
  if (isFolder && leads !== there) return put(source, root, relative(root, leads));
  if (!isFolder) {
    await rm(there, { recursive: true, force: true });
    await mkdir(there);
  }
  await own(there, found);
  await chmod(there, found.mode);
  await put(source, root, at);
}

async function putFile(source: string, to: string, found: Stats): Promise<void> {
  await rm(to, { recursive: true, force: true });
  if (found.isSymbolicLink()) {
    await symlink(await readlink(source), to);
    await own(to, found);
  } else if (found.isFile()) {
    await link(source, to).catch(() => copyFile(source, to));
  }
}

async function own(path: string, { uid, gid }: Stats): Promise<void> {
  if (process.getuid?.() === 0) await lchown(path, uid, gid);
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

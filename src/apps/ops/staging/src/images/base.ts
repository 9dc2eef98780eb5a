import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { blobFile, fileEntry, type Layer, type TarEntry, textEntry, writeLayer } from '@bookmark-manager/oci';
import type { Config } from '../config.ts';
import { ownNode } from './sources.ts';

/** Programs that come along: a shell for health checks and for whoever looks in, and a handful for the latter. */
const PROGRAMS = ['sh', 'cat', 'env', 'ls', 'sleep'];

const FILES = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
  'etc/group': 'root:x:0:\nnode:x:1000:\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};
const FOLDERS = ['dev', 'etc', 'home/node', 'proc', 'root', 'run', 'sys', 'var/tmp'];

/** Once for each Node: a process builds more than one image. */
const packed = new Map<string, Promise<{ folder: string; layer: Layer }>>();

/**
 * The lowest layer of an image that is made here: the project's own Node with this machine's C library, a shell, and the
 * folders that programs expect. It is packed once (for all clones of a user), and put into `layout`.
 */
export async function baseLayer(layout: string, config: Config): Promise<Layer> {
  const cache = config.environment.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const node = ownNode(config.root);
  const packing = packed.get(node) ?? pack(node, join(cache, 'bookmark-manager'));
  packed.set(node, packing);
  const { folder, layer } = await packing;
  const to = blobFile(layout, layer.blob.digest);
  await mkdir(dirname(to), { recursive: true });
  const from = blobFile(folder, layer.blob.digest);
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
  return layer;
}

/** What goes where: this machine's files by their paths in the image. */
async function filesOf(node: string): Promise<Map<string, string>> {
  const files = new Map([['usr/local/bin/node', node]]);
  for (const name of PROGRAMS) {
    const found = ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync);
    if (found) files.set(`bin/${name}`, found);
  }
  const libraries = await Promise.all([...files.values()].map(librariesOf));
  for (const library of libraries.flat()) files.set(library.slice(1), library);
  return new Map([...files].sort());
}

/** The shared libraries that the loader takes for a program, itself among them. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ldd', [program]).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(([, path = '']) => path);
}

/** By what is in the files: another version of Node or of the C library is another layer. */
async function keyOf(files: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([FILES, FOLDERS, [...files.keys()]]));
  for (const file of files.values()) for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex').slice(0, 16);
}

async function pack(node: string, cache: string): Promise<{ folder: string; layer: Layer }> {
  const files = await filesOf(node);
  const folder = join(cache, `base-${await keyOf(files)}`);
  const note = join(folder, 'layer.json');
  if (existsSync(note)) return { folder, layer: JSON.parse(await readFile(note, 'utf8')) as Layer };
  const draft = `${folder}.${process.pid}.partial`;
  await rm(draft, { recursive: true, force: true });
  const layer = await writeLayer(draft, entries(files), { mtime: 0 });
  await writeFile(join(draft, 'layer.json'), JSON.stringify(layer));
  await rename(draft, folder).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker, with the same.
    if (!existsSync(note)) throw error;
  });
  return { folder, layer };
}

async function* entries(files: ReadonlyMap<string, string>): AsyncGenerator<TarEntry> {
  const paths = [...FOLDERS, ...[...files.keys(), ...Object.keys(FILES)].map((path) => dirname(path))];
  for (const path of [...new Set(paths.flatMap(withParents))].sort()) yield { kind: 'folder', path, mode: 0o755 };
  yield { kind: 'folder', path: 'tmp', mode: 0o1777 };
  for (const [path, text] of Object.entries(FILES)) yield textEntry(path, text);
  for (const [path, file] of files) yield await fileEntry(file, path);
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

import { createReadStream } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { TarEntry } from './tar.ts';

/**
 * What a folder holds, as entries below `prefix`, in an order of their own. Modes are settled: 755 for folders and for what
 * can be run, 644 for the rest; so they do not depend on the machine's umask.
 */
export async function* folderEntries(folder: string, prefix = ''): AsyncGenerator<TarEntry> {
  const names = await readdir(folder, { withFileTypes: true });
  for (const entry of names.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = join(folder, entry.name);
    const path = posix.join(prefix, entry.name);
    if (entry.isDirectory()) {
      yield { kind: 'folder', path, mode: 0o755 };
      yield* folderEntries(file, path);
    } else if (entry.isSymbolicLink()) {
      yield { kind: 'link', path, mode: 0o777, target: await readlink(file) };
    } else if (entry.isFile()) {
      yield await fileEntry(file, path);
    }
  }
}

/** A file of this machine (what a link leads to, where it is one), to be found at `path`. */
export async function fileEntry(file: string, path: string): Promise<TarEntry> {
  const { size, mode } = await stat(file);
  const settled = mode & 0o111 ? 0o755 : 0o644;
  return { kind: 'file', path, mode: settled, size, content: () => createReadStream(file) };
}

/** A file with this text in it. */
export function textEntry(path: string, text: string): TarEntry {
  const bytes = Buffer.from(text);
  return {
    kind: 'file',
    path,
    mode: 0o644,
    size: bytes.length,
    content: async function* () {
      yield bytes;
    },
  };
}

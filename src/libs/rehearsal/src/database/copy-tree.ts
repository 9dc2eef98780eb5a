import { chmodSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

export type CopyOptions = {
  /** Makes a file or folder belong to who will use it. */
  own(path: string): void;
  /** Paths below the folder, such as `pg_wal/000000010000000000000001`, that are left out; their folders are made all the same. */
  skip?: (path: string) => boolean;
};

/** Copies a folder that may be in use: a file that goes meanwhile was not worth keeping. Modes stay. */
export async function copyTree(from: string, to: string, options: CopyOptions, below = ''): Promise<void> {
  mkdirSync(to, { recursive: true });
  chmodSync(to, statSync(from).mode & 0o777);
  options.own(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, copy, options, path);
    else if (entry.isFile() && !options.skip?.(path)) await copyOne(source, copy, options);
  }
}

async function copyOne(from: string, to: string, { own }: CopyOptions): Promise<void> {
  try {
    // Where the file system can, both share their blocks until one is written.
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    own(to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

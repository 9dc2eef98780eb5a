import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_LINKS = 40;

/**
 * Where a path leads inside a root folder, links followed as a process sees them whose root it is: none leads out. What does
 * not exist stands for itself.
 */
export async function inside(root: string, path: string): Promise<string> {
  let left = parts(path);
  let done: string[] = [];
  let links = 0;
  while (left.length > 0) {
    const [part = '', ...rest] = left;
    left = rest;
    if (part === '..') {
      done = done.slice(0, -1);
      continue;
    }
    const target = await linkAt(join(root, ...done, part));
    if (target === undefined) {
      done = [...done, part];
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) throw new Error(`${path} leads in a circle`);
    if (target.startsWith('/')) done = [];
    left = [...parts(target), ...left];
  }
  return join(root, ...done);
}

const parts = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');

async function linkAt(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() ? readlink(path) : undefined;
}

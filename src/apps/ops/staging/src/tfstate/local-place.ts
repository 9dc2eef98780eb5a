import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../tfvars/file.ts';
import { parseLockInfo } from './lock-info.ts';
import type { Place } from './place.ts';

/** States in files: `<folder>/<unit>/terraform.tfstate`. */
export function localPlace(folder: string, lockedFiles: () => Promise<Set<number>> = filesLockedOnLinux): Place {
  const file = (unit: string) => join(folder, unit, 'terraform.tfstate');
  return {
    backend: 'local',
    where: file,
    async read(unit) {
      const text = await readOrNot(file(unit));
      return text ? { text, at: (await stat(file(unit))).mtime } : undefined;
    },
    write: (unit, text) => writeAtomically(file(unit), text),
    async remove(unit) {
      const leftovers = [file(unit), `${file(unit)}.backup`, infoFile(file(unit))];
      await Promise.all(leftovers.map((each) => rm(each, { force: true })));
    },
    async holder(unit) {
      const info = parseLockInfo((await readOrNot(infoFile(file(unit)))) ?? '');
      if (!info) return undefined;
      // A killed Terraform leaves this file; the lock itself went with the process.
      const { ino } = await stat(file(unit)).catch(() => ({ ino: -1 }));
      return process.platform !== 'linux' || (await lockedFiles()).has(ino) ? info : undefined;
    },
  };
}

const infoFile = (file: string) => join(dirname(file), '.terraform.tfstate.lock.info');

/** Linux lists every lock of a file: `1: POSIX  ADVISORY  WRITE 4242 08:01:131082 0 EOF`. */
async function filesLockedOnLinux(): Promise<Set<number>> {
  const text = (await readOrNot('/proc/locks')) ?? '';
  return new Set([...text.matchAll(/ [0-9a-f]+:[0-9a-f]+:(\d+) /g)].map(([, inode]) => Number(inode)));
}

async function readOrNot(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

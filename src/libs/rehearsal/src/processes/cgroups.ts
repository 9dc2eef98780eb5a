import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Controllers, controllersV1, controllersV2, removeEmpty } from './controllers.ts';
import type { Limits } from './types.ts';

/** The control groups of one run. */
export type Cgroups = {
  /** Folders that hold nothing but groups of this run. */
  readonly tops: readonly string[];
  /** A group that enforces `limits` from the moment a process enters it. */
  create(name: string, limits: Limits): Cgroup;
};

export type Cgroup = {
  /** A process enters by writing its id to each of these files. */
  readonly joins: readonly string[];
  /** Whether the kernel killed a process in it for want of memory. */
  outOfMemory(): boolean;
  /** Once it is empty. */
  remove(): void;
};

/** Finds control groups that can be used here (version 1 or 2), and proves it by making one; else tells why not. */
export function findCgroups(run: string): Cgroups | { why: string } {
  const reasons: string[] = [];
  for (const find of [controllersV2, controllersV1]) {
    const found = find(`bookmark-manager-${run}`);
    if ('why' in found) reasons.push(found.why);
    else return cgroups(found);
  }
  return { why: reasons.join('; ') };
}

function cgroups(controllers: Controllers): Cgroups {
  let count = 0;
  return {
    tops: controllers.tops,
    create(name, limits) {
      count += 1;
      const child = `${count}-${name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}`;
      const folders = controllers.tops.map((top) => join(top, child));
      for (const folder of folders) mkdirSync(folder, { recursive: true });
      controllers.limit(folders, limits);
      return {
        joins: folders.map((folder) => join(folder, 'cgroup.procs')),
        outOfMemory: () => /^oom_kill [1-9]/m.test(readFileSync(controllers.outOfMemoryFile(folders), 'utf8')),
        remove: () => folders.forEach(removeEmpty),
      };
    },
  };
}

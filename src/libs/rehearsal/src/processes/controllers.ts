import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Limits } from './types.ts';

/** Where and how this machine's control groups limit CPU and memory. */
export type Controllers = {
  /** The folders made for this run: one for both controllers (version 2), or one each (version 1: CPU, memory). */
  readonly tops: readonly string[];
  /** `folders` are below `tops`, in the same order. */
  limit(folders: readonly string[], limits: Limits): void;
  outOfMemoryFile(folders: readonly string[]): string;
};

/** One period of the CPU quota, in microseconds. */
const PERIOD_US = 100_000;

/** Version 2: one hierarchy. Needs CPU and memory delegated to a folder that we may write. */
export function controllersV2(name: string): Controllers | { why: string } {
  const mount = mounts().find((each) => each.type === 'cgroup2');
  if (!mount) return { why: 'there are no control groups of version 2' };
  const top = firstThatWorks(ancestors(mount, ownPath('')), name, (made) => {
    // Processes may only sit in leaves, so the parent must already hand both controllers down, or be able to.
    delegate(dirname(made));
    delegate(made);
  });
  if ('why' in top) return top;
  return {
    tops: [top.found],
    limit([folder = ''], { vcpu, memoryMib }) {
      writeFileSync(join(folder, 'cpu.max'), `${quotaUs(vcpu)} ${PERIOD_US}`);
      writeFileSync(join(folder, 'memory.max'), bytes(memoryMib));
      writeIfThere(join(folder, 'memory.swap.max'), '0');
      writeIfThere(join(folder, 'memory.oom.group'), '1');
    },
    outOfMemoryFile: ([folder = '']) => join(folder, 'memory.events'),
  };
}

/** Version 1: a hierarchy for each controller. */
export function controllersV1(name: string): Controllers | { why: string } {
  const tops: string[] = [];
  for (const controller of ['cpu', 'memory']) {
    const mount = mounts().find((each) => each.type === 'cgroup' && each.options.includes(controller));
    if (!mount) return { why: `there is no ${controller} controller of version 1` };
    const parents = [join(mount.point, ownPath(controller)), mount.point];
    const top = firstThatWorks(parents.filter(existsSync), name);
    if ('why' in top) {
      tops.forEach(removeEmpty);
      return top;
    }
    tops.push(top.found);
  }
  return {
    tops,
    limit([cpu = '', memory = ''], { vcpu, memoryMib }) {
      writeFileSync(join(cpu, 'cpu.cfs_period_us'), String(PERIOD_US));
      writeFileSync(join(cpu, 'cpu.cfs_quota_us'), String(quotaUs(vcpu)));
      writeFileSync(join(memory, 'memory.limit_in_bytes'), bytes(memoryMib));
      writeIfThere(join(memory, 'memory.memsw.limit_in_bytes'), bytes(memoryMib));
    },
    outOfMemoryFile: ([, memory = '']) => join(memory, 'memory.oom_control'),
  };
}

const quotaUs = (vcpu: number) => Math.max(1000, Math.round(vcpu * PERIOD_US));
const bytes = (mib: number) => String(mib * 1024 * 1024);

type Mount = { point: string; type: string; options: string[] };

function mounts(): Mount[] {
  return read('/proc/self/mountinfo').map((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [type = '', , options = ''] = after.split(' ');
    return { point: before.split(' ')[4] ?? '', type, options: options.split(',') };
  });
}

/** This process's own group in a controller's hierarchy ('' is version 2). */
function ownPath(controller: string): string {
  const line = read('/proc/self/cgroup').find((each) => each.split(':')[1]?.split(',').includes(controller));
  return line?.split(':').slice(2).join(':') ?? '/';
}

/** From the own group up to the mount point. Paths of the host that a container does not see are left out. */
function ancestors(mount: Mount, own: string): string[] {
  const found: string[] = [];
  for (let path = own; path !== '/' && path !== '.'; path = dirname(path)) found.push(join(mount.point, path));
  return [...found, mount.point].filter(existsSync);
}

function delegate(folder: string): void {
  const control = join(folder, 'cgroup.subtree_control');
  const given = readFileSync(control, 'utf8').split(/\s+/);
  if (!given.includes('cpu') || !given.includes('memory')) writeFileSync(control, '+cpu +memory');
}

/** Makes a folder of that name in the first parent that allows it. */
function firstThatWorks(
  parents: string[],
  name: string,
  prepare: (made: string) => void = () => {},
): { found: string } | { why: string } {
  const reasons: string[] = [];
  for (const parent of parents) {
    const made = join(parent, name);
    try {
      mkdirSync(made, { recursive: true });
      prepare(made);
      return { found: made };
    } catch (error) {
      removeEmpty(made);
      reasons.push(`${parent}: ${error instanceof Error && 'code' in error ? error.code : error}`);
    }
  }
  return { why: `no control group can be made (${reasons.join(', ')})` };
}

/** A group that something still dies in is left to the guardian, which removes the whole run at the end. */
export function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {}
}

function writeIfThere(path: string, value: string): void {
  if (existsSync(path)) writeFileSync(path, value);
}

function read(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

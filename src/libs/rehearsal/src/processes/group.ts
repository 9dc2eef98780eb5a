import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pause } from '../clock/index.ts';

/** Signals a process group; false when it is gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Waits until no process of the group lives, `deadlineMs` at most. */
export async function groupGone(pid: number, deadlineMs = 2000): Promise<void> {
  for (const end = Date.now() + deadlineMs; groupLives(pid) && Date.now() < end; ) await pause(5);
}

/** What has ended and was not reaped yet (some init processes take seconds) is still listed, but no longer lives. */
function groupLives(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  return process.platform !== 'linux' || members(group).some(({ state }) => state !== 'Z');
}

/** Bytes resident, of all processes of the group together. */
export function groupBytes(group: number): number {
  if (process.platform !== 'linux') return psBytes(group);
  return members(group).reduce((sum, { pid }) => sum + residentBytes(pid), 0);
}

/** The group's processes: what follows the command's name in `/proc/PID/stat` begins with state, parent, group. */
function members(group: number): { pid: string; state: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const stat = readIfThere(`/proc/${pid}/stat`);
      const [state = '', , pgid] = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
      return { pid, state, pgid: Number(pgid) };
    })
    .filter(({ pgid }) => pgid === group);
}

function residentBytes(pid: string): number {
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

/** Empty when the process is gone by now. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function psBytes(group: number): number {
  return execFileSync('ps', ['-axo', 'pgid=,rss='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pgid]) => pgid === group)
    .reduce((sum, [, kib = 0]) => sum + kib * 1024, 0);
}

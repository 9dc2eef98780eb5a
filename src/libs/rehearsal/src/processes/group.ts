import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pause } from '../clock.ts';

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
  return process.platform !== 'linux' || members(group).some((fields) => fields[0] !== 'Z');
}

/** Bytes resident, of all processes of the group together. */
export function groupBytes(group: number): number {
  if (process.platform !== 'linux') return psBytes(group);
  return members(group).reduce((sum, fields) => sum + Number(fields[21]) * PAGE, 0);
}

const PAGE = 4096;

/** Of each process of the group, what follows its command's name in `/proc/PID/stat`: state, parent, group, … resident pages at 21. */
function members(group: number): string[][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statFields)
    .filter((fields) => Number(fields[2]) === group);
}

function statFields(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  } catch {
    return [];
  }
}

function psBytes(group: number): number {
  return execFileSync('ps', ['-axo', 'pgid=,rss='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pgid]) => pgid === group)
    .reduce((sum, [, kib = 0]) => sum + kib * 1024, 0);
}

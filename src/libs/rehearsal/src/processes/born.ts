import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process was born, as an opaque word; undefined when there is no such process. A process id together with
 * this word names one process for ever: ids are used again, births are not.
 */
export function born(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') return lstart(pid);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}-${stat.slice(stat.lastIndexOf(') ') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}

function lstart(pid: number): string {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .replace(/ +/g, '_');
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { DIRECTORY } from './rehearsal.ts';

export type Process = { pid: number; command: string };

/** Every living process that works in the rehearsal's folder or was told about it, by its directory or command line. */
export function processesOfRehearsal(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => describe(Number(name)) ?? []);
}

function describe(pid: number): Process | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const belongs = readlinkSync(`/proc/${pid}/cwd`).startsWith(DIRECTORY) || command.includes(`${DIRECTORY}/`);
    return belongs && command !== '' ? { pid, command } : undefined;
  } catch {
    return undefined; // it has just ended
  }
}

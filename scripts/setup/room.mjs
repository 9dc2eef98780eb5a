import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './fault.mjs';

/** Refuses to begin what would fill a disk. Each step may say how much `room` it needs: `{ folder, mib }`. */
export function checkRoom(steps) {
  const disks = new Map();
  for (const { room } of steps.filter((step) => step.room !== undefined)) {
    const folder = existing(room.folder);
    const { dev } = statSync(folder);
    const known = disks.get(dev) ?? { folder, mib: 0 };
    disks.set(dev, { ...known, mib: known.mib + room.mib });
  }
  for (const { folder, mib } of disks.values()) {
    const { bavail, bsize } = statfsSync(folder);
    const freeMib = Math.floor((bavail * bsize) / 2 ** 20);
    if (freeMib >= mib) continue;
    throw new SetupError(
      `There is too little space: ${freeMib} MB are free in ${folder}, and about ${mib} MB are needed.`,
      'Make room and start again, or let XDG_CACHE_HOME name a folder on another disk.',
    );
  }
}

const existing = (folder) => (existsSync(folder) ? folder : existing(dirname(folder)));

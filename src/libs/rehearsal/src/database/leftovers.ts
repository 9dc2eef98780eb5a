import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../clock/index.ts';

const BY_THEMSELVES_MS = 2000;

/**
 * After a `kill -9` of the server its children see it within moments and end; two servers on one data folder would
 * ruin it, so they are waited for, and killed when they linger. Then the lock file, which may name an id that another
 * process has by now, can go.
 */
export async function endLeftovers(data: string): Promise<void> {
  for (const end = Date.now() + BY_THEMSELVES_MS; living(data).length > 0 && Date.now() < end; ) await pause(20);
  for (const pid of living(data)) process.kill(pid, 'SIGKILL');
  for (const end = Date.now() + BY_THEMSELVES_MS; living(data).length > 0 && Date.now() < end; ) await pause(20);
  const left = living(data);
  if (left.length > 0) throw new Error(`process ${left.join(', ')} still works on ${data} and cannot be ended`);
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Every process of PostgreSQL works in its data folder, and nothing else does. */
function living(data: string): number[] {
  if (process.platform !== 'linux') return [];
  const folder = realpathSync(data);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { processIsAlive } from '../target/run-file.ts';

const EVERY_MS = 50;
/** An edit takes milliseconds. */
const LIMIT_MS = 10_000;

/**
 * Runs an edit of a file while nobody else edits it: of two at once the second sees what the first has written. The lock is a file beside it,
 * which ends with its process, however that ends.
 * @throws StagingError naming who holds it, and how it is freed
 */
export async function whileLocked<T>(file: string, work: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const lock = `${file}.lock`;
  await mkdir(dirname(file), { recursive: true });
  const end = Date.now() + limitMs;
  while (!(await take(lock))) {
    const holder = await readHolder(lock);
    if (holder && holder.machine === hostname() && !processIsAlive(holder.pid)) await rm(lock, { force: true });
    else if (Date.now() > end) throw locked(file, lock, holder);
    else await pause(EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Of two that take it at once one does; false: somebody has it. */
async function take(lock: string): Promise<boolean> {
  try {
    await using handle = await open(lock, 'wx');
    await handle.writeFile(JSON.stringify({ by: userInfo().username, machine: hostname(), pid: process.pid }));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

type Holder = z.infer<typeof holder>;
const holder = z.object({ by: z.string(), machine: z.string(), pid: z.number() });

/** Null when it is gone already, or its holder has not written a word yet. */
async function readHolder(lock: string): Promise<Holder | null> {
  try {
    return holder.parse(JSON.parse(await readFile(lock, 'utf8')));
  } catch {
    return null;
  }
}

function locked(file: string, lock: string, found: Holder | null): StagingError {
  const who = found ? `${found.by} on ${found.machine}, process ${found.pid}` : 'somebody';
  return new StagingError(`${file} is being edited by ${who}.`, { hint: `If that is over, remove ${lock}` });
}

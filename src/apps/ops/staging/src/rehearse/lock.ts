import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StagingError } from '../errors.ts';

/**
 * Only one rehearsal works in a directory; a lock whose owner is gone is taken over.
 * @throws StagingError naming the living owner
 */
export function lock(directory: string): Disposable {
  const file = join(directory, 'lock');
  const own = `${process.pid} ${startedAt(process.pid)}\n`;
  if (!create(file, own)) {
    const owner = livingOwner(file);
    if (owner !== undefined) throw taken(directory, `process ${owner}`);
    rmSync(file, { force: true });
    if (!create(file, own)) throw taken(directory, 'it has just been started');
  }
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

function taken(directory: string, who: string): StagingError {
  return new StagingError(`A rehearsal already runs in ${directory} (${who}).`, {
    hint: 'Use it (`npx staging status`), or end it with Ctrl-C in its terminal first.',
  });
}

/** False when there is such a file: of two that start at once only one makes it. */
function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function livingOwner(file: string): number | undefined {
  try {
    const [pid, started] = readFileSync(file, 'utf8').trim().split(' ');
    return pid !== undefined && started !== undefined && startedAt(Number(pid)) === started ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** When that process started, in clock ticks since the machine's start: tells a living owner from a reused process id. */
function startedAt(pid: number): string {
  if (process.platform !== 'linux') {
    process.kill(pid, 0);
    return '?';
  }
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '?';
}

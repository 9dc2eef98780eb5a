import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StagingError } from '../errors.ts';

/** Only one rehearsal works in a directory; a lock whose owner is gone is taken over. */
export function lock(directory: string): Disposable {
  const file = join(directory, 'lock');
  const owner = livingOwner(file);
  if (owner !== undefined) {
    throw new StagingError(`A rehearsal already runs in ${directory} (process ${owner}).`, {
      hint: 'Use it (`npx staging status`), or end it with Ctrl-C in its terminal first.',
    });
  }
  writeFileSync(file, `${process.pid} ${startedAt(process.pid)}\n`);
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
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
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '?';
}

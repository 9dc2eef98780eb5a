import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** `.env.staging` while a tunnel is open: for `dotenv -e .env.staging -- …`. Disposing removes it, if it is still ours. */
export interface EnvFile extends AsyncDisposable {
  readonly path: string;
  /** Why it was left as it is; undefined when it was written. */
  readonly left: string | undefined;
}

const MARK = /^# Written by `staging db connect` \(process (\d+)\)/;

export async function writeEnvFile(
  config: Pick<Config, 'root'>,
  url: string,
  isAlive: (pid: number) => boolean = processIsAlive,
): Promise<EnvFile> {
  const path = join(config.root, '.env.staging');
  const mark = `# Written by \`staging db connect\` (process ${process.pid}); removed when its tunnel closes.`;
  const there = await firstLine(path);
  const left = there === undefined ? undefined : refusal(there, isAlive);
  if (left === undefined) {
    // Whole or not at all, and never readable by others, not even for a moment.
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, `${mark}\nDATABASE_URL="${url}"\n`, { mode: 0o600 });
    await rename(draft, path);
  }
  return {
    path,
    left,
    async [Symbol.asyncDispose]() {
      if (left === undefined && (await firstLine(path)) === mark) await rm(path, { force: true });
    },
  };
}

/** A file without our mark is somebody's own; one with it belongs to a tunnel, which may be open still. */
function refusal(line: string, isAlive: (pid: number) => boolean): string | undefined {
  const pid = MARK.exec(line)?.[1];
  if (pid === undefined) return 'it is your own file';
  return Number(pid) !== process.pid && isAlive(Number(pid))
    ? `another tunnel (process ${pid}) has written it`
    : undefined;
}

async function firstLine(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).split('\n', 1)[0] ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

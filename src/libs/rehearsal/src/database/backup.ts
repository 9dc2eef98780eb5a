import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CopyOptions, copyTree } from './copy-tree.ts';

/** Sends a statement within one and the same session, and returns its first row. */
export type Session = (sql: string) => Promise<Record<string, unknown> | undefined>;

/**
 * Copies the data of a server that runs and goes on: PostgreSQL's own way of a base backup. What was written meanwhile is
 * in the log, which is copied last; a server that starts on the copy replays it.
 */
export async function copyRunning(session: Session, data: string, to: string, { own }: CopyOptions): Promise<void> {
  await session("SELECT pg_backup_start('snapshot', fast => true)");
  await copyTree(data, to, { own, skip: (path) => isLog(path) || OF_THE_PROCESS.has(path) });
  const stopped = await session('SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)');
  await copyTree(join(data, 'pg_wal'), join(to, 'pg_wal'), { own });
  const label = join(to, 'backup_label');
  writeFileSync(label, String(stopped?.labelfile), { mode: 0o600 });
  own(label);
}

/** Copies the data of a server that is down. */
export function copyStopped(data: string, to: string, { own }: CopyOptions): Promise<void> {
  return copyTree(data, to, { own, skip: (path) => OF_THE_PROCESS.has(path) });
}

const isLog = (path: string) => path.startsWith('pg_wal/');
const OF_THE_PROCESS = new Set(['postmaster.pid', 'postmaster.opts']);

import { join } from 'node:path';
import { StagingError } from '../errors.ts';
import type { RunResult } from '../terragrunt/run.ts';
import { type LockInfo, lockInfoIn, sayHolder } from './lock-info.ts';

/** Who holds the lock that a run of Terragrunt did not get; undefined when it failed for another reason. */
export function lockOf({ failures }: Pick<RunResult, 'failures'>): { unit: string; info: LockInfo } | undefined {
  for (const { unit, summary, detail } of failures) {
    const info = lockInfoIn(`${summary}\n${detail}`);
    if (info && unit) return { unit, info };
  }
  return undefined;
}

/** Names the holder, and how a lock is freed whose holder is dead. */
export function lockedError({ unit, info }: { unit: string; info: LockInfo }, unitsDirectory: string): StagingError {
  const free = info.Path.startsWith('/')
    ? 'its lock ends with its process (pgrep -af terraform shows it).'
    : `if it is dead: cd ${join(unitsDirectory, unit)} && terragrunt run -- force-unlock -force ${info.ID}`;
  return new StagingError(`The state of ${unit} is locked by ${sayHolder(info, new Date())}.`, {
    hint: `Wait until that ends, and try again; ${free}`,
  });
}

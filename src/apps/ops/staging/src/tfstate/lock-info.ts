import * as z from 'zod';

/** What Terraform writes into a lock: who holds it, since when, for what. */
export type LockInfo = z.infer<typeof lockInfo>;

const lockInfo = z.object({
  ID: z.string(),
  Operation: z.string().default(''),
  Info: z.string().default(''),
  /** `user@host`. */
  Who: z.string(),
  Version: z.string().default(''),
  /** An instant, ISO 8601. */
  Created: z.string(),
  Path: z.string().default(''),
});

/** Reads a lock file; undefined when it is none. */
export function parseLockInfo(text: string): LockInfo | undefined {
  try {
    return lockInfo.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Reads a lock out of Terraform's own sentence about it ("Error acquiring the state lock … Lock Info: ID: …").
 * undefined when the sentence is about something else.
 */
export function lockInfoIn(text: string): LockInfo | undefined {
  if (!text.includes('Lock Info:')) return undefined;
  const field = (name: string) => new RegExp(`^\\s*${name}:[ \\t]*(.*?)\\s*$`, 'm').exec(text)?.[1];
  return lockInfo.safeParse({
    ...{ ID: field('ID'), Operation: field('Operation'), Info: field('Info'), Who: field('Who') },
    ...{ Version: field('Version'), Created: field('Created'), Path: field('Path') },
  }).data;
}

/** `mika@laptop applies, for 3 min (since 2026-12-01 04:33:10 UTC)`. */
export function sayHolder({ Who, Operation, Info, Created }: LockInfo, now: Date): string {
  const since = new Date(Created.replace(/ \+0000 UTC$/, 'Z').replace(/^(\S+) /, '$1T'));
  const what = Info || WHAT[Operation] || Operation || 'something runs';
  if (Number.isNaN(since.getTime())) return `${Who} (${what}), since ${Created}`;
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  const long = minutes < 1 ? 'less than a minute' : minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
  return `${Who} (${what}), for ${long}, since ${since.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const WHAT: Record<string, string> = {
  OperationTypeApply: 'an apply',
  OperationTypePlan: 'a plan',
  OperationTypeRefresh: 'a refresh',
  OperationTypeInvalid: 'a change of the state',
};

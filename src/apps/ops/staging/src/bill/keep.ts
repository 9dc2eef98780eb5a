import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Config } from '../config.ts';
import { writeAtomically } from '../tfvars/file.ts';
import type { Period } from './period.ts';
import type { Bill } from './read.ts';

/** An answer of Cost Explorer is good for a day: it changes about so often, and each is paid for. */
const GOOD_MS = 86_400_000;

const kept = z.object({
  at: z.iso.datetime(),
  bill: z.object({
    lines: z.array(
      z.object({
        ...{ day: z.string(), awsService: z.string(), usageType: z.string() },
        ...{ quantity: z.number(), microUsd: z.number() },
      }),
    ),
    estimated: z.array(z.string()),
    requests: z.number(),
  }),
});

/** Where this user keeps what an account's Cost Explorer said of some days. */
export function keptFile(
  { environment }: Pick<Config, 'environment'>,
  account: string,
  { from, last }: Period,
): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'bookmark-manager', 'bills', `${account}-${from}-${last}.json`);
}

/** What was kept less than a day ago; null: nothing, or nothing that can be read. */
export async function readKept(file: string, now: Date): Promise<{ at: Date; bill: Bill } | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { at, bill } = kept.parse(JSON.parse(text));
    const age = now.getTime() - Date.parse(at);
    return age >= 0 && age < GOOD_MS ? { at: new Date(at), bill } : null;
  } catch {
    return null;
  }
}

export async function keep(file: string, bill: Bill, now: Date): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeAtomically(file, `${JSON.stringify({ at: now.toISOString(), bill })}\n`);
}

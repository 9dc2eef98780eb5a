import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlanSummary } from '@bookmark-manager/plan';
import * as z from 'zod';
import type { Config } from '../config.ts';
import type { Target } from '../target/target.ts';
import { writeAtomically } from '../tfvars/file.ts';

/** What the last plan of all units would have changed, and when it was made. */
export type KeptPlan = { at: Date; units: Readonly<Record<string, Kept>> };

type Kept = z.infer<typeof kept>;

const addresses = z.array(z.string());
const kept = z.object({ add: addresses, change: addresses, remove: addresses, outputs: addresses });
const file = z.object({ at: z.coerce.date(), units: z.record(z.string(), kept) });

const place = ({ rehearsalDirectory }: Pick<Config, 'rehearsalDirectory'>, kind: Target['kind']) =>
  join(rehearsalDirectory, 'plans', `${kind}.json`);

/** Keeps what a plan of all units said: addresses alone, none of their values. */
export async function keepPlan(
  config: Pick<Config, 'rehearsalDirectory'>,
  kind: Target['kind'],
  plans: Readonly<Record<string, PlanSummary>>,
  at: Date,
): Promise<void> {
  const units = Object.fromEntries(Object.entries(plans).map(([unit, plan]) => [unit, keptOf(plan)]));
  await writeAtomically(place(config, kind), JSON.stringify({ at, units }, null, 2));
}

/** After an apply or a destroy nobody knows. */
export async function forgetPlan(config: Pick<Config, 'rehearsalDirectory'>, kind: Target['kind']): Promise<void> {
  await rm(place(config, kind), { force: true });
}

/** The last one; null when there is none. */
export async function readKeptPlan(
  config: Pick<Config, 'rehearsalDirectory'>,
  kind: Target['kind'],
): Promise<KeptPlan | null> {
  const text = await readFile(place(config, kind), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return file.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function keptOf({ add, change, remove, outputs }: PlanSummary): Kept {
  return { add, change, remove: remove.map(({ address }) => address), outputs };
}

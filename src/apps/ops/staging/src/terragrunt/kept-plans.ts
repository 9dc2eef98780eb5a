import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PlanSummary, parsePlan, summarise } from '@bookmark-manager/plan';
import * as z from 'zod';
import { StagingError } from '../errors.ts';

/** Written when all plans of a run are there: what an interrupted run leaves is a mixture of its own and older ones. */
const SEAL = 'plans.json';
const PLAN = 'tfplan.json';

/** Begins to keep plans in a folder: what is in it counts no more. */
export async function openKeptPlans(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await rm(join(directory, SEAL), { force: true });
}

/** Says that the plans of these units are all there. */
export async function sealKeptPlans(directory: string, units: readonly string[]): Promise<void> {
  await writeFile(join(directory, SEAL), JSON.stringify({ units }));
}

/**
 * What the plans in a folder would do, by unit: those of `staging plan --keep`.
 * @throws StagingError when the folder holds none, or not all of a run
 */
export async function readKeptPlans(directory: string): Promise<Record<string, PlanSummary>> {
  const units = await keptUnits(directory);
  if (units === undefined) {
    throw new StagingError(`${directory} holds no plans, or not all of them.`, {
      hint: `Make them: staging plan --keep ${directory}`,
    });
  }
  return readPlans(directory, units);
}

/** The units whose plans are all there, as `staging plan --keep` says; undefined where it says nothing. */
export async function keptUnits(directory: string): Promise<string[] | undefined> {
  const text = await readFile(join(directory, SEAL), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : seal.parse(JSON.parse(text)).units;
}

/** Where the plan of a unit is, as Terraform shows it. */
export const planFile = (directory: string, unit: string): string => join(directory, unit, PLAN);

/** What Terragrunt's `--json-out-dir` left of those units. */
export async function readPlans(directory: string, units: readonly string[]): Promise<Record<string, PlanSummary>> {
  const read = async (unit: string) =>
    [unit, summarise(parsePlan(await readFile(planFile(directory, unit), 'utf8')))] as const;
  return Object.fromEntries(await Promise.all(units.map(read)));
}

const seal = z.object({ units: z.array(z.string()).min(1) });

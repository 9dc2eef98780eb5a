import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PlanSummary, parsePlan, summarise } from '@bookmark-manager/plan';
import { StagingError } from '../errors.ts';

/**
 * What the plans in a folder would do, by unit: those of `staging plan --keep`.
 * @throws StagingError when the folder holds none
 */
export async function readKeptPlans(directory: string): Promise<Record<string, PlanSummary>> {
  const units = await unitsIn(directory);
  if (units.length === 0) {
    throw new StagingError(`${directory} holds no plans.`, { hint: `Make them: staging plan --keep ${directory}` });
  }
  return readPlans(directory, units);
}

/** What Terragrunt's `--json-out-dir` left of those units. */
export async function readPlans(directory: string, units: readonly string[]): Promise<Record<string, PlanSummary>> {
  const read = async (unit: string) =>
    [unit, summarise(parsePlan(await readFile(join(directory, unit, PLAN), 'utf8')))] as const;
  return Object.fromEntries(await Promise.all(units.map(read)));
}

const PLAN = 'tfplan.json';

async function unitsIn(directory: string): Promise<string[]> {
  const files = await readdir(directory, { recursive: true }).catch(() => []);
  return files
    .filter((file) => file.endsWith(`/${PLAN}`))
    .map((file) => file.slice(0, -PLAN.length - 1))
    .sort();
}

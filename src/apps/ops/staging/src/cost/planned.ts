import { readFile } from 'node:fs/promises';
import { type Plan, readPlans, type Side } from '@bookmark-manager/cost';
import { parsePlan, regionOf, type Plan as UnitPlan } from '@bookmark-manager/plan';
import { priceList } from '@bookmark-manager/prices';
import { parseScheduleSlice, type ScheduleSlice } from '@bookmark-manager/schedule';
import { usageError } from '../errors.ts';
import { keptUnits, planFile } from '../terragrunt/kept-plans.ts';

/** Plans of units that somebody made: `staging plan --keep`, or Terragrunt's `--json-out-dir`. */
export type Planned = { units: Readonly<Record<string, UnitPlan>> };

/**
 * @param wanted the units that have to be there, unless whoever made the plans says which those are: a sum without one of them
 * would be taken for the whole
 * @throws StagingError (exit code 2) naming the file that is missing, is cut off, or is of another region
 */
export async function readPlanned(folder: string, wanted: readonly string[]): Promise<Planned> {
  const units = (await keptUnits(folder)) ?? wanted;
  const read = await Promise.all(units.map((unit) => readUnit(folder, unit)));
  const missing = units.filter((_, index) => read[index] === null);
  if (missing.length > 0)
    throw usageError(
      missing.length === units.length
        ? `${folder} holds no plan.`
        : `${folder} holds no plan of ${missing.join(', ')}.`,
      `Make them: staging plan --keep ${folder}`,
    );
  return { units: Object.fromEntries(units.flatMap((unit, index) => (read[index] ? [[unit, read[index]]] : []))) };
}

/** What is charged after the plans are applied, or what is charged now. */
export const sideOf = ({ units }: Planned, side: Side): Plan => readPlans(units, side);

/**
 * When the planned environment is awake, as the scheduler itself is told.
 * @param side `before`: as the applied one is told; null when there is none
 */
export function sliceOf({ units }: Planned, side: Side): ScheduleSlice | null {
  const changes = Object.values(units).flatMap((plan) => plan.resource_changes);
  const functions = changes.filter(({ type }) => type === 'aws_lambda_function');
  const told = functions.flatMap(({ change }) => scheduleIn(change[side]?.environment));
  const planned =
    side === 'after' ? Object.values(units).flatMap(({ variables }) => textOf(variables.schedule?.value)) : [];
  const [text] = [...planned, ...told];
  return text === undefined ? null : parseScheduleSlice(text);
}

async function readUnit(folder: string, unit: string): Promise<UnitPlan | null> {
  const file = planFile(folder, unit);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const plan = understand(file, text);
  const { region } = priceList();
  const found = regionOf(plan) ?? 'a region that it does not name';
  if (found !== region) throw usageError(`${file} is a plan of ${found}; the prices are those of ${region}.`);
  return plan;
}

function understand(file: string, text: string): UnitPlan {
  try {
    return parsePlan(text);
  } catch (cause) {
    const cut = cause instanceof SyntaxError ? 'it is cut off or no JSON' : 'it has another form';
    throw usageError(`${file} is no whole plan of Terraform: ${cut}.`, 'Make it again: staging plan --keep <folder>');
  }
}

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

/** `environment` is a list of one block. */
function scheduleIn(environment: unknown): string[] {
  const [block]: unknown[] = Array.isArray(environment) ? environment : [];
  const variables = typeof block === 'object' && block !== null && 'variables' in block ? block.variables : null;
  return typeof variables === 'object' && variables !== null && 'SCHEDULE' in variables
    ? textOf(variables.SCHEDULE)
    : [];
}

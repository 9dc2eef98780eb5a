import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plan, readPlans, type Side } from '@bookmark-manager/cost';
import { parsePlan, regionOf, type Plan as UnitPlan } from '@bookmark-manager/plan';
import { priceList } from '@bookmark-manager/prices';
import { parseScheduleSlice, type ScheduleSlice } from '@bookmark-manager/schedule';
import { usageError } from '../errors.ts';

/** Plans of units that somebody made: `staging plan --keep`, or Terragrunt's `--json-out-dir`. */
export type Planned = { units: Readonly<Record<string, UnitPlan>> };

const FILE = 'tfplan.json';

/** @throws StagingError (exit code 2) naming the file that is none, is cut off, or is of another region */
export async function readPlanned(folder: string): Promise<Planned> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const read = await Promise.all(names.sort().map((unit) => readUnit(folder, unit)));
  const units = Object.fromEntries(read.flat());
  if (Object.keys(units).length === 0)
    throw usageError(`${folder} holds no plan.`, `Make one: staging plan --keep ${folder}`);
  return { units };
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

async function readUnit(folder: string, unit: string): Promise<[string, UnitPlan][]> {
  const file = join(folder, unit, FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return [];
  const plan = understand(file, text);
  const { region } = priceList();
  const found = regionOf(plan);
  if (found !== region)
    throw usageError(
      `${file} is a plan of ${found ?? 'a region that it does not name'}; the prices are those of ${region}.`,
    );
  return [[unit, plan]];
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecording, type Recording, type Resource } from '@bookmark-manager/cost';
import type { Shapes } from '@bookmark-manager/schedule';
import * as z from 'zod';
import type { Context } from '../command.ts';
import type { Config } from '../config.ts';
import { writeAtomically } from '../tfvars/file.ts';
import { type MadeOf, madeOf, readSources } from './made-of.ts';
import { costDirectory, openPlanning, type PlanUnits } from './plan-units.ts';

/** Where this checkout keeps the plan of a shape. */
export const recordingFile = ({ root }: Pick<Config, 'root'>, shape: string): string =>
  join(root, 'src/libs/cost/recordings', `${shape}.generated.json`);

/**
 * A plan from nothing of each shape: what this checkout has recorded, or an earlier call has kept, if it was made of what is here
 * now; else it is planned, and only those units that are new.
 * @param fresh plans all of them, whatever is kept
 */
export async function recordingsOf(
  context: Context,
  shapes: Shapes,
  names: readonly string[],
  { fresh = false, open = openPlanning }: { fresh?: boolean; open?: typeof openPlanning } = {},
): Promise<Recording[]> {
  const sources = await readSources(context.config.unitsDirectory);
  await using planning = planningWhenNeeded(() => open(context));
  const { plan } = planning;
  const planned = new Map<string, readonly Resource[]>();
  const recordings: Recording[] = [];
  for (const shape of names) {
    const made = madeOf(sources, shapes, shape);
    const recorded = fresh ? null : await readRecorded(context.config, shape, made);
    recordings.push(recorded ?? (await assemble(context, shape, made, { plan, planned, fresh })));
  }
  return recordings;
}

/** The emulator starts with the first plan, and not before. */
function planningWhenNeeded(open: () => ReturnType<typeof openPlanning>): AsyncDisposable & { plan: PlanUnits } {
  let opened: ReturnType<typeof openPlanning> | undefined;
  return {
    async plan(shape, units) {
      opened ??= open();
      return (await opened).plan(shape, units);
    },
    async [Symbol.asyncDispose]() {
      const planning = await opened?.catch(() => undefined);
      await planning?.[Symbol.asyncDispose]();
    },
  };
}

async function readRecorded(config: Config, shape: string, made: MadeOf): Promise<Recording | null> {
  const text = await readFile(recordingFile(config, shape), 'utf8').catch(() => null);
  if (text === null) return null;
  const recording = parseRecording(text);
  return recording.madeOf === made.all && recording.shape === shape ? recording : null;
}

type Assembling = { plan: PlanUnits; planned: Map<string, readonly Resource[]>; fresh: boolean };

/** From the units that are known, and a plan of the others. */
async function assemble(
  context: Context,
  shape: string,
  made: MadeOf,
  { plan, planned, fresh }: Assembling,
): Promise<Recording> {
  const fileOf = (unit: string) => join(costDirectory(context), 'plans', `${unit}-${made.units[unit]}.json`);
  const find = async (unit: string) => planned.get(fileOf(unit)) ?? (fresh ? null : await readKept(fileOf(unit)));
  const units = Object.keys(made.units);
  const found = new Map(await Promise.all(units.map(async (unit) => [unit, await find(unit)] as const)));
  const missing = units.filter((unit) => !found.get(unit));
  const added = missing.length > 0 ? await plan(shape, missing) : {};
  for (const [unit, resources] of Object.entries(added)) {
    found.set(unit, resources);
    planned.set(fileOf(unit), resources);
    await writeAtomically(fileOf(unit), JSON.stringify(resources));
  }
  return { shape, madeOf: made.all, resources: units.flatMap((unit) => found.get(unit) ?? []) };
}

async function readKept(file: string): Promise<readonly Resource[] | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const kept = z.array(
  z.object({ unit: z.string(), address: z.string(), type: z.string(), values: z.record(z.string(), z.unknown()) }),
);

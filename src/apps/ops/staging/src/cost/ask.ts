import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Estimate, estimate, hoursOf, monthOf, parseUsage, type Usage } from '@bookmark-manager/cost';
import { priceList } from '@bookmark-manager/prices';
import { parseShapes, type Shapes, scheduleSliceOf } from '@bookmark-manager/schedule';
import { ZodError } from 'zod';
import type { Context } from '../command.ts';
import type { Config } from '../config.ts';
import { usageError } from '../errors.ts';
import { committedShape } from '../schedule/shape.ts';
import { type Planned, sideOf, sliceOf } from './planned.ts';
import { recordingsOf } from './recordings.ts';

/** An estimate under the name of what it is of. */
export type Named = { name: string; estimate: Estimate };

/**
 * What a month of shapes of this checkout costs.
 * @param names `all` of them, those named, or null for the committed one
 * @throws StagingError (exit code 2) for a shape that is not there
 */
export async function estimateShapes(
  context: Context,
  names: readonly string[] | 'all' | null,
  { month, fresh }: { month: string; fresh: boolean },
): Promise<Named[]> {
  const { config } = context;
  const [shapes, usage] = await Promise.all([readShapes(config), readUsage(config)]);
  const wanted = names === 'all' ? Object.keys(shapes.shapes) : (names ?? [await committed(config)]);
  for (const name of wanted) checkShape(shapes, name);
  // A month that the calendar does not know is said before anything is planned.
  const hours = new Map(wanted.map((name) => [name, hoursOf(scheduleSliceOf(shapes, name), month, usage)]));
  const recordings = await recordingsOf(context, shapes, wanted, { fresh });
  return recordings.flatMap((recording) => {
    const own = hours.get(recording.shape);
    return own ? [{ name: recording.shape, estimate: estimate(recording, priceList(), own, usage) }] : [];
  });
}

/** What a month of a planned environment costs: awake as the plans themselves say. */
export async function estimatePlanned(config: Config, planned: Planned, month: string): Promise<Named> {
  const [shapes, usage] = await Promise.all([readShapes(config), readUsage(config)]);
  const slice = sliceOf(planned, 'after');
  if (slice === null)
    throw usageError('The plans do not say when the environment sleeps: the plan of compute is missing.');
  const told = JSON.stringify(slice.schedule);
  const same = Object.entries(shapes.shapes).filter(([, { schedule }]) => JSON.stringify(schedule) === told);
  const name = same.length === 1 ? (same[0]?.[0] ?? '') : 'planned';
  const hours = hoursOf(slice, month, usage);
  return { name, estimate: estimate(sideOf(planned, 'after'), priceList(), hours, usage) };
}

/** The month of an option, or usage error. */
export function checkMonth(month: string): string {
  try {
    monthOf(month);
    return month;
  } catch (error) {
    throw usageError(`--month: ${error instanceof Error ? error.message : 'not valid'}.`);
  }
}

/** @throws StagingError naming what is wrong in usage.json */
export async function readUsage({ unitsDirectory }: Pick<Config, 'unitsDirectory'>): Promise<Usage> {
  const file = join(unitsDirectory, 'usage.json');
  const text = await readFile(file, 'utf8');
  try {
    return parseUsage(JSON.parse(text));
  } catch (error) {
    const [issue] = error instanceof ZodError ? error.issues : [];
    const what = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is no JSON';
    throw usageError(`${file} cannot be read (${what}).`, `git diff ${file}`);
  }
}

export async function readShapes({ unitsDirectory }: Pick<Config, 'unitsDirectory'>): Promise<Shapes> {
  return parseShapes(await readFile(join(unitsDirectory, 'shapes.json'), 'utf8'));
}

function checkShape({ shapes }: Shapes, name: string): void {
  if (Object.hasOwn(shapes, name)) return;
  throw usageError(`--shape: expected one of ${Object.keys(shapes).join(', ')}, found "${name}".`);
}

async function committed({ unitsDirectory }: Config): Promise<string> {
  return committedShape(await readFile(join(unitsDirectory, 'env.hcl'), 'utf8'));
}

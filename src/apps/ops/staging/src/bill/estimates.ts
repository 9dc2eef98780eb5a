import { readFile } from 'node:fs/promises';
import { estimate, hoursOf, parseUsage, type Usage } from '@bookmark-manager/cost';
import { priceList } from '@bookmark-manager/prices';
import type { ScheduleSlice } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import { readShapes, readUsage } from '../cost/ask.ts';
import { recordingsOf } from '../cost/recordings.ts';
import { usageError } from '../errors.ts';
import type { EstimatedItem } from './planned.ts';

/** Whose estimate, and what is assumed of its use (null: what usage.json assumes). */
export type EstimateOf = { shape: string; slice: ScheduleSlice; usageFile: string | null };

/** The estimates of months, and the addresses of what nobody can price. */
export type Estimates = { byMonth: Map<string, readonly EstimatedItem[]>; unpriced: string[] };

export async function estimatesOf(
  context: Context,
  { shape, slice, usageFile }: EstimateOf,
  months: readonly string[],
): Promise<Estimates> {
  const shapes = await readShapes(context.config);
  const usage = usageFile === null ? await readUsage(context.config) : await readAssumptions(usageFile);
  const [recording] = await recordingsOf(context, shapes, [shape]);
  const all = months.flatMap((month) =>
    recording ? [{ month, ...estimate(recording, priceList(), hoursOf(slice, month, usage), usage) }] : [],
  );
  return {
    byMonth: new Map(all.map(({ month, items }) => [month, items])),
    unpriced: [...new Set(all.flatMap(({ unpriced }) => unpriced.map(({ address }) => address)))],
  };
}

async function readAssumptions(file: string): Promise<Usage> {
  try {
    return parseUsage(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw usageError(
      `--usage: ${file} cannot be read as assumptions: ${error instanceof Error ? error.message.slice(0, 300) : error}`,
      'It has the form of infra/terraform/envs/staging/usage.json.',
    );
  }
}

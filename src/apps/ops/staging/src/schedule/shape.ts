import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseShapes, type ScheduleSlice, scheduleSliceOf } from '@bookmark-manager/schedule';
import { StagingError, usageError } from '../errors.ts';

/**
 * What decides when a shape of this checkout is awake; without a name, the committed shape.
 * @throws StagingError, InvalidSettings
 */
export async function readShapeSchedule(
  unitsDirectory: string,
  name: string | undefined,
): Promise<{ shape: string; slice: ScheduleSlice }> {
  const [shapes, environment] = await Promise.all(
    ['shapes.json', 'env.hcl'].map((file) => readFile(join(unitsDirectory, file), 'utf8')),
  );
  const parsed = parseShapes(shapes ?? '');
  if (name !== undefined && !Object.hasOwn(parsed.shapes, name)) {
    throw usageError(`--shape: expected one of ${Object.keys(parsed.shapes).join(', ')}, found "${name}".`);
  }
  const shape = name ?? committedShape(environment ?? '');
  return { shape, slice: scheduleSliceOf(parsed, shape) };
}

/** @throws StagingError when env.hcl names none */
export function committedShape(environment: string): string {
  const name = /^\s*committed_shape\s*=\s*"([^"]+)"/m.exec(environment)?.[1];
  if (name !== undefined) return name;
  throw new StagingError('env.hcl does not say which shape is committed: committed_shape = "…" is missing.', {
    hint: 'See git diff infra/terraform/envs/staging/env.hcl, or name one: staging schedule --shape lean',
  });
}

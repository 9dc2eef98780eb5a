import type * as z from 'zod/mini';
import { explain } from './explain.ts';
import { InvalidSettings } from './invalid.ts';
import { type ScheduleSlice, scheduleSliceSchema } from './schedule-schema.ts';
import { type Shape, type Shapes, shapesSchema } from './shapes-schema.ts';

/**
 * Reads the text of shapes.json.
 * @throws InvalidSettings naming every shape and field that is wrong
 */
export function parseShapes(text: string, file = 'shapes.json'): Shapes {
  return parseSettings(shapesSchema, readJson(text, file), file);
}

/**
 * Reads a Lambda's SCHEDULE.
 * @throws InvalidSettings naming every field that is wrong
 */
export function parseScheduleSlice(text: string, what = 'SCHEDULE'): ScheduleSlice {
  return parseSettings(scheduleSliceSchema, readJson(text, what), what);
}

/**
 * One shape of the file.
 * @throws InvalidSettings when the file has none of that name
 */
export function shapeOf(shapes: Shapes, name: string, file = 'shapes.json'): Shape {
  const shape = shapes.shapes[name];
  if (shape) return shape;
  throw new InvalidSettings(file, [
    `expected one of the shapes ${Object.keys(shapes.shapes).join(', ')}, found "${name}"`,
  ]);
}

/**
 * What decides when one shape is awake: what its Lambdas get.
 * @throws InvalidSettings when the file has no shape of that name
 */
export function scheduleSliceOf(shapes: Shapes, name: string): ScheduleSlice {
  return { calendar: shapes.calendar, schedule: shapeOf(shapes, name).schedule };
}

/**
 * A value as its schema says it is.
 * @throws InvalidSettings with one sentence for each problem
 */
export function parseSettings<S extends z.core.$ZodType>(
  schema: S & z.ZodMiniType,
  value: unknown,
  what: string,
): z.core.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data as z.core.output<S>;
  throw new InvalidSettings(what, explain(result.error.issues, value));
}

function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidSettings(what, [
      `expected JSON, found a mistake: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

import { readFileSync } from 'node:fs';
import { parseShapes, type ScheduleSlice, scheduleSliceOf } from '@bookmark-manager/schedule';
import { parseRecording, type Recording } from './recording.ts';
import { parseUsage, type Usage } from './usage.ts';

const ENVIRONMENT = new URL('../../../../infra/terraform/envs/staging/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, ENVIRONMENT), 'utf8');

/** The shapes of this checkout. */
export const SHAPES = Object.keys(parseShapes(read('shapes.json')).shapes);

/** The recorded plan of a shape of this checkout. */
export function recorded(shape: string): Recording {
  return parseRecording(readFileSync(new URL(`../recordings/${shape}.generated.json`, import.meta.url), 'utf8'));
}

/** When a shape of this checkout is awake. */
export const sliceOf = (shape: string): ScheduleSlice => scheduleSliceOf(parseShapes(read('shapes.json')), shape);

/** What this checkout assumes of its use. */
export const usageOf = (): Usage => parseUsage(JSON.parse(read('usage.json')));

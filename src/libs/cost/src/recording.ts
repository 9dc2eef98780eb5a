import * as z from 'zod';
import type { Plan } from './model.ts';

/** A plan from nothing as it is kept: what its prices depend on, and of what files it was made. */
export type Recording = Plan & {
  shape: string;
  /** A digest of all that the plan was made of: another digest, another plan. */
  madeOf: string;
};

/** @throws z.ZodError, SyntaxError */
export function parseRecording(text: string): Recording {
  return recording.parse(JSON.parse(text));
}

/** A line for each resource, so that a change can be read. */
export function serializeRecording({ shape, madeOf, resources }: Recording): string {
  const lines = resources.map((resource) => `  ${JSON.stringify(resource)}`).join(',\n');
  return `{\n"shape": ${JSON.stringify(shape)},\n"madeOf": ${JSON.stringify(madeOf)},\n"resources": [\n${lines}\n]\n}\n`;
}

const recording = z.strictObject({
  shape: z.string(),
  madeOf: z.string(),
  resources: z.array(
    z.strictObject({
      unit: z.string(),
      address: z.string(),
      type: z.string(),
      values: z.record(z.string(), z.unknown()),
    }),
  ),
});

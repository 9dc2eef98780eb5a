import type { z } from 'zod';
import { ProblemError } from './problem-error.ts';

/**
 * What came over the wire as what the schema says.
 * @throws ProblemError that names every wrong field
 */
export const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const first = errors[0];
  throw new ProblemError(
    'invalid-request',
    first ? [first.path, first.message].filter(Boolean).join(': ') : undefined,
    errors,
  );
};

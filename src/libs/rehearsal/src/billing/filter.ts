import * as z from 'zod/mini';
import type { BillLine } from './bill.ts';
import { DIMENSIONS, valueIn } from './dimensions.ts';

/** Which lines of the bill are asked for. */
export type Expression = {
  And?: Expression[] | undefined;
  Or?: Expression[] | undefined;
  Not?: Expression | undefined;
  Dimensions?: { Key: (typeof DIMENSIONS)[number]; Values: string[] } | undefined;
};

/** Exactly one of them, as Cost Explorer wants it. */
export const expression: z.ZodMiniType<Expression> = z
  .strictObject({
    And: z.optional(z.lazy(() => z.array(expression).check(z.minLength(2)))),
    Or: z.optional(z.lazy(() => z.array(expression).check(z.minLength(2)))),
    Not: z.optional(z.lazy(() => expression)),
    Dimensions: z.optional(
      z.object({
        Key: z.enum(DIMENSIONS),
        Values: z.array(z.string()).check(z.minLength(1)),
        MatchOptions: z.optional(z.array(z.enum(['EQUALS', 'CASE_SENSITIVE']))),
      }),
    ),
  })
  .check(
    z.refine(
      (one) => Object.values(one).filter((value) => value !== undefined).length === 1,
      'Expression must have exactly one root operator',
    ),
  );

/** Whether a line is one of those that an expression asks for. */
export function fits({ And, Or, Not, Dimensions }: Expression, line: Pick<BillLine, 'service' | 'usageType'>): boolean {
  if (And) return And.every((one) => fits(one, line));
  if (Or) return Or.some((one) => fits(one, line));
  if (Not) return !fits(Not, line);
  return Dimensions === undefined || Dimensions.Values.includes(valueIn(line, Dimensions.Key));
}

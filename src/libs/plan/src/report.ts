import * as z from 'zod';

/** How a unit of a Terragrunt run ended, as its `--report-file` says. */
export type UnitRun = {
  unit: string;
  /** `not run`: a unit that it depends on failed, or the run was cut short. */
  outcome: 'succeeded' | 'failed' | 'not run';
  /** The unit whose failure kept this one from running. */
  because?: string;
  seconds: number;
};

/**
 * Reads a run report. It is the truth about a run: Terragrunt's exit code is 0 after SIGINT and SIGTERM.
 * @throws ZodError on anything that is not a report.
 */
export function parseRunReport(json: string): UnitRun[] {
  return report.parse(JSON.parse(json)).map((row) => ({
    unit: row.Name,
    outcome: OUTCOMES[row.Result],
    ...(row.Reason === 'ancestor error' && row.Cause ? { because: row.Cause } : {}),
    seconds: Math.max(0, (row.Ended.getTime() - row.Started.getTime()) / 1000),
  }));
}

const OUTCOMES = {
  succeeded: 'succeeded',
  failed: 'failed',
  'early exit': 'not run',
  excluded: 'not run',
} as const;

const report = z.array(
  z.object({
    Name: z.string(),
    Started: z.coerce.date(),
    Ended: z.coerce.date(),
    Result: z.enum(['succeeded', 'failed', 'early exit', 'excluded']),
    Reason: z.string().optional(),
    Cause: z.string().optional(),
  }),
);

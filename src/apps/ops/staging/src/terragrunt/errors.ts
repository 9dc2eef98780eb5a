import type { RunLine } from '@bookmark-manager/plan';
import type { Failure, Progress } from './progress.ts';
import { failuresInText } from './text-errors.ts';

export type UnitFailure = Failure & { unit: string | undefined };

export type CollectedErrors = {
  see(line: RunLine): void;
  /** Every failing unit's own errors, in the order in which units began to fail; without any, what was said last. */
  all(progress: Progress): UnitFailure[];
};

/**
 * Gathers what went wrong. Terraform's diagnostics say it best; what fails before Terraform speaks JSON (init, a hook,
 * a mistake in HCL) is only text, and Terragrunt repeats it up to three times.
 */
export function collectErrors(): CollectedErrors {
  const order: string[] = [];
  const texts = new Map<string | undefined, string[]>();
  return {
    see(line) {
      if (line.kind === 'terraform') {
        const failing = line.message.type === 'diagnostic' && line.message.diagnostic.severity === 'error';
        if (failing && line.unit !== undefined && !order.includes(line.unit)) order.push(line.unit);
      } else if (LOUD.has(line.level)) texts.set(line.unit, [...(texts.get(line.unit) ?? []), line.text]);
    },
    all(progress) {
      const units = order.flatMap((name) => progress.units.filter(({ unit }) => unit === name));
      const told = units.flatMap(({ unit, failures }) => failures.map((failure) => ({ ...failure, unit })));
      return told.length > 0 ? told : tell(texts);
    },
  };
}

const LOUD = new Set(['error', 'stderr', 'unknown']);

/** Units speak for themselves; Terragrunt, which has no unit, is heard only when none of them did. */
function tell(texts: ReadonlyMap<string | undefined, readonly string[]>): UnitFailure[] {
  const failures = (unit: string | undefined) =>
    failuresInText(texts.get(unit) ?? []).map((each) => ({ ...each, unit }));
  const told = [...texts.keys()].filter((unit) => unit !== undefined).flatMap(failures);
  const [failure] = told.length > 0 ? told : failures(undefined);
  if (!failure) return [{ unit: undefined, summary: 'Terragrunt ended without saying why.', detail: '' }];
  return told.length > 0 ? told : failures(undefined);
}

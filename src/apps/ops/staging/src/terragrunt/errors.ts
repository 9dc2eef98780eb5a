import type { RunLine } from '@bookmark-manager/plan';
import type { Failure, Progress } from './progress.ts';

export type CollectedErrors = {
  see(line: RunLine): void;
  /** Every failing unit's own errors, in the order in which units began to fail; without any, what was said last. */
  all(progress: Progress): (Failure & { unit: string | undefined })[];
};

/**
 * Gathers what went wrong. Terraform's diagnostics say it best; what fails before Terraform speaks JSON (init, a hook,
 * a mistake in HCL) is only text, and Terragrunt repeats it up to three times.
 */
export function collectErrors(): CollectedErrors {
  const order: string[] = [];
  const texts: { unit: string | undefined; text: string }[] = [];
  return {
    see(line) {
      if (line.kind === 'terraform') {
        const failing = line.message.type === 'diagnostic' && line.message.diagnostic.severity === 'error';
        if (failing && line.unit !== undefined && !order.includes(line.unit)) order.push(line.unit);
      } else if (LOUD.has(line.level)) texts.push({ unit: line.unit, text: line.text });
    },
    all(progress) {
      const units = order.flatMap((name) => progress.units.filter(({ unit }) => unit === name));
      const told = units.flatMap(({ unit, failures }) => failures.map((failure) => ({ ...failure, unit })));
      return told.length > 0 ? told : tell(texts);
    },
  };
}

const LOUD = new Set(['error', 'stderr', 'unknown']);
const KEPT = 20;

function tell(texts: { unit: string | undefined; text: string }[]): (Failure & { unit: string | undefined })[] {
  const lines = texts.flatMap(({ unit, text }) => clean(text).map((line) => ({ unit, line })));
  const fresh = lines.filter(
    ({ line }, index) => !lines.slice(0, index).some((earlier) => repeats(line, earlier.line)),
  );
  const unit = fresh.find((each) => each.unit !== undefined)?.unit;
  const [summary = 'Terragrunt ended without saying why.', ...rest] = fresh.map(({ line }) => line).slice(0, KEPT);
  return [{ unit, summary, detail: rest.join('\n') }];
}

/** Terragrunt says a long sentence again with a place before it. */
function repeats(line: string, earlier: string): boolean {
  return line === earlier || (earlier.length > 40 && line.includes(earlier));
}

/** Without the frames that Terraform draws, and without Terragrunt's sentences about itself. */
function clean(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵\s*]+(?:Error: )?|^Error: /, '').trimEnd())
    .filter((line) => line !== '' && !NOISE.some((noise) => noise.test(line)));
}

const NOISE = [
  /^Run failed: /,
  /^\d+ errors? occurred:/,
  /^error occurred:/,
  /^exit status \d+/,
  /did not run due to a failure/,
];

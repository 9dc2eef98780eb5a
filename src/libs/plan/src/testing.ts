import { readFileSync } from 'node:fs';
import { parseRunLine, type RunLine } from './run-line.ts';

/** What Terragrunt 1.1.3 with Terraform 1.11.4 really wrote, on three small units: network, storage, and compute after network. */
export type RecordedRun = 'apply' | 'first-plan' | 'replace' | 'failed' | 'hcl-mistake' | 'init-failed';

/** The lines of a recorded run, as they were written. */
export function recordedLines(name: RecordedRun): string[] {
  return recorded(`${name}.jsonl`).trimEnd().split('\n');
}

/** The lines of a recorded run, read. */
export function recordedRun(name: RecordedRun): RunLine[] {
  return recordedLines(name).flatMap((line) => parseRunLine(line) ?? []);
}

/** The text of a recorded file. */
export function recorded(file: string): string {
  return readFileSync(new URL(`../recordings/${file}`, import.meta.url), 'utf8');
}

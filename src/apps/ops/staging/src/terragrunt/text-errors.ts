import type { Failure } from './progress.ts';

/** The errors in what a tool wrote for people: each `Error: …` with the lines that follow it, warnings left out. */
export function failuresInText(texts: readonly string[]): Failure[] {
  const lines = texts.flatMap(clean);
  const fresh = lines.filter((line, index) => !lines.slice(0, index).some((earlier) => repeats(line, earlier)));
  const errors = blocks(fresh).filter(({ kind }) => kind === 'Error');
  const own = errors.length > 1 ? errors.filter(({ summary }) => !PREAMBLE.test(summary)) : errors;
  if (own.length > 0) return own.map(({ summary, detail }) => ({ summary, detail: detail.slice(0, KEPT).join('\n') }));
  const [summary, ...rest] = fresh.slice(0, KEPT);
  return summary === undefined ? [] : [{ summary, detail: rest.join('\n') }];
}

const KEPT = 20;

/** What Terraform puts before the error that it is about. */
const PREAMBLE = /^Terraform encountered problems during initialisation/;

type Block = { kind: string; summary: string; detail: string[] };

function blocks(lines: readonly string[]): Block[] {
  const found: Block[] = [];
  for (const line of lines) {
    const [, kind, summary] = /^(Error|Warning): (.*)/.exec(line) ?? [];
    if (kind !== undefined && summary !== undefined) found.push({ kind, summary, detail: [] });
    else found.at(-1)?.detail.push(line);
  }
  return found;
}

/** Without the frames that Terraform draws, and without Terragrunt's sentences about itself. */
function clean(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵\s*]+/, '').trimEnd())
    .filter((line) => line !== '' && !NOISE.some((noise) => noise.test(line)));
}

const NOISE = [
  /^Run failed: /,
  /^\d+ errors? occurred:/,
  /^error occurred:/,
  /^exit status \d+/,
  /did not run due to a failure/,
];

/** Terragrunt says a long sentence again with a place before it. */
function repeats(line: string, earlier: string): boolean {
  return line === earlier || (earlier.length > 40 && line.includes(earlier));
}

import type { Paint } from '../io.ts';
import type { Level } from './check.ts';
import type { Report } from './examine.ts';

const MARKS = { ok: '✓', note: '!', fault: '✗' } satisfies Record<Level, string>;
const COLOURS = { ok: 'green', note: 'yellow', fault: 'red' } as const satisfies Record<Level, string>;
const NOT_LOOKED = /^Not looked at: (.+)\.$/;

/** The report for people: faults first, each with what it is read from and what to type; what is well in a line. */
export function reportPage({ checks }: Report, paint: Paint, everything: boolean): string[] {
  const unseen = checks.filter(({ finding }) => NOT_LOOKED.test(finding));
  const seen = checks.filter((check) => !unseen.includes(check));
  const told = (level: Level) => seen.filter((check) => check.level === level);
  const [faults, notes, well] = [told('fault'), told('note'), told('ok')];
  const line = ({ id, level, finding, evidence, next }: Report['checks'][number]) => [
    `${paint(COLOURS[level], MARKS[level])} ${finding} ${paint('dim', `(${id})`)}`,
    ...(evidence && (level !== 'ok' || everything) ? [`  ${paint('dim', evidence)}`] : []),
    ...(next ? [`  → ${next}`] : []),
  ];
  return [
    ...faults.flatMap(line),
    ...notes.flatMap(line),
    ...(everything ? well.flatMap(line) : []),
    ...sayUnseen(unseen).map((text) => `${paint('yellow', MARKS.note)} ${text}`),
    summary(faults.length, notes.length, well.length, unseen.length),
  ];
}

/** Those that could not look, together by why. */
function sayUnseen(unseen: Report['checks']): string[] {
  const by = new Map<string, string[]>();
  for (const { id, finding } of unseen) {
    const why = NOT_LOOKED.exec(finding)?.[1] ?? '';
    by.set(why, [...(by.get(why) ?? []), id]);
  }
  return [...by].map(([why, ids]) => `Not looked at, because ${why}: ${ids.join(', ')}.`);
}

function summary(faults: number, notes: number, well: number, unseen: number): string {
  const found = faults === 0 ? 'No fault' : faults === 1 ? '1 fault' : `${faults} faults`;
  const parts = [
    `${well} checks are well`,
    ...(notes > 0 ? [`${notes} to know of`] : []),
    ...(unseen > 0 ? [`${unseen} could not look`] : []),
  ];
  return `${found}: ${parts.join(', ')}.`;
}

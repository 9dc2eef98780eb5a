import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.ts';

/** One command of the specification, as `docs/commands.tsv` has it. `line` is its line there. */
export type Row = { n: number; line: number; typed: string; verdict: string; corrected: string; why: string };

export const COLUMNS = ['n', 'line', 'typed', 'verdict', 'corrected', 'why'] as const;
const [header = '', ...lines] = readFileSync(join(ROOT, 'docs/commands.tsv'), 'utf8').trimEnd().split('\n');

/** The names of the columns, as the file begins. */
export const heading = header.split('\t');
/** Every command of the specification, in its order; nothing of the form is checked here. */
export const rows: readonly Row[] = lines.map((text) => {
  const [n, line, typed = '', verdict = '', corrected = '', why = '', ...more] = text.split('\t');
  return { n: Number(n), line: Number(line), typed, verdict, corrected, why: [why, ...more].join('\t') };
});

/** What is to be typed, in the repository's own folder. */
export const lineOf = ({ corrected, typed }: Row) => corrected || typed;

const typeable = rows.filter(({ verdict }) => verdict !== 'not here');
/** Each line once, where it comes first: a repeated one would prove nothing more. */
const once = typeable.filter((row, index) => typeable.findIndex((other) => lineOf(other) === lineOf(row)) === index);
const isOfAllUnits = (row: Row) => lineOf(row).includes('run --all');
const plansAll = (row: Row) => lineOf(row).endsWith('run --all plan');
const endsAll = (row: Row) => lineOf(row).includes('destroy');

/** The second plan: the first of all tests types it, and looks into what it finds. */
export const rowsTypedFirst = once.filter(plansAll);
/** What else goes over all units takes a minute or two each: the long tier types it, the destroy last. */
export const rowsTypedAtTheEnd = once
  .filter((row) => isOfAllUnits(row) && !plansAll(row))
  .toSorted((one, other) => Number(endsAll(one)) - Number(endsAll(other)));
export const rowsToType = once.filter((row) => !isOfAllUnits(row));

const file = join(ROOT, '../shared/spec/staging-readme.ja.md');
/** The specification itself, where the team's papers are at hand. */
export const specification = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : undefined;

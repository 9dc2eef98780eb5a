import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StagingError } from '../errors.ts';
import { writeAtomically } from '../tfvars/file.ts';
import type { Named } from './ask.ts';
import { measuresTable, resourcesTable, shapesTable } from './markdown.ts';

/** The month that the documents' tables are of. */
export const DOCUMENTED_MONTH = '2026-12';
/** The shape whose resources they list. */
const DETAILED = 'lean';

/** What stands in which document between `<!-- cost: name -->` and `<!-- /cost -->`. */
export function documented(estimates: readonly Named[]): Record<string, Record<string, string>> {
  const detailed = estimates.filter(({ name }) => name === DETAILED);
  const resources = detailed.map((named) => resourcesTable(named)).join('');
  return {
    'infra/terraform/envs/staging/README.md': {
      shapes: shapesTable(estimates),
      measures: measuresTable(estimates),
      resources,
    },
    'README.md': { shapes: shapesTable(estimates) },
    'README.ja.md': { shapes: shapesTable(estimates, 'ja'), measures: measuresTable(estimates, 'ja') },
  };
}

/** The text with the tables that it should have. @throws StagingError naming a table without its marks */
export function withTables(text: string, tables: Readonly<Record<string, string>>, file: string): string {
  return Object.entries(tables).reduce((sum, [name, table]) => {
    const marked = new RegExp(`(<!-- cost: ${name}[^>]*-->\n)[\\s\\S]*?(<!-- /cost -->)`);
    if (!marked.test(sum))
      throw new StagingError(`${file} has no marks for the table "${name}": <!-- cost: ${name} --> … <!-- /cost -->`);
    return sum.replace(marked, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
  }, text);
}

/** Writes the tables into the documents. @returns those that it changed */
export async function writeDocuments(root: string, estimates: readonly Named[]): Promise<string[]> {
  const changed: string[] = [];
  for (const [name, tables] of Object.entries(documented(estimates))) {
    const file = join(root, name);
    const text = await readFile(file, 'utf8');
    const written = withTables(text, tables, name);
    if (written === text) continue;
    await writeAtomically(file, written);
    changed.push(name);
  }
  return changed;
}

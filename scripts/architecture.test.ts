import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What each place may import of ours: apps lead to libraries and never back. A new package needs a row here. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'src/apps/frontend/web': ['contract', 'serving'],
  'src/apps/ops/bench': ['contract', 'prisma', 'rehearsal'],
  'src/apps/ops/staging': ['cost', 'oci', 'plan', 'prices', 'rehearsal', 'schedule', 'sessions'],
  'src/apps/web-api/core': ['contract', 'fetching', 'prisma', 'serving'],
  'src/libs/contract': [],
  'src/libs/cost': ['plan', 'prices', 'schedule'],
  'src/libs/fetching': [],
  'src/libs/oci': [],
  'src/libs/plan': [],
  'src/libs/prices': [],
  'src/libs/prisma': [],
  'src/libs/rehearsal': ['oci', 'prices', 'schedule', 'sessions'],
  'src/libs/schedule': [],
  'src/libs/serving': [],
  'src/libs/sessions': [],
  'infra/terraform': [],
  'infra/terraform/modules/compute/lambda': ['schedule'],
  e2e: ['contract'],
  scripts: [],
};

/** The most lines that a file may have. */
const LIMITS = [
  { name: /\.tsx?$/, lines: 250 },
  { name: /\.(tf|hcl)$/, lines: 150 },
];

const NOT_OURS = new Set(['coverage', 'dist', 'generated', 'node_modules']);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const paths = ['e2e', 'infra', 'scripts', 'src'].flatMap(filesIn);
const sources = paths.filter((path) => /\.(tsx?|mts|mjs)$/.test(path));

describe('The sources', () => {
  it('import of ours only what the arrows allow, and by its name', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.flatMap((path) => mistakesIn(path, read(path)))).toEqual([]);
  });

  it('stay within the length that can be read at once', () => {
    expect(paths.filter(limitOf).flatMap((path) => tooLong(path, read(path)))).toEqual([]);
  });
});

describe('The arrows', () => {
  it('lead to libraries only', () => {
    const libraries = Object.keys(ARROWS).filter((place) => place.startsWith('src/libs/'));
    const targets = new Set(Object.values(ARROWS).flat());
    expect([...targets].filter((name) => !libraries.includes(`src/libs/${name}`))).toEqual([]);
  });

  it.each([
    ['src/libs/plan/src/a.ts', "import { x } from '@bookmark-manager/staging';", '"@bookmark-manager/staging"'],
    ['src/libs/schedule/src/a.ts', "export * from '@bookmark-manager/plan';", '"@bookmark-manager/plan"'],
    ['src/apps/frontend/web/app/a.tsx', "import type { X } from '@bookmark-manager/prisma';", 'contract, serving'],
    ['src/apps/web-api/core/src/a.ts', "await import('@bookmark-manager/schedule');", '"@bookmark-manager/schedule"'],
    ['infra/terraform/modules/compute/lambda/a.ts', "import '@bookmark-manager/plan';", 'may import schedule'],
    ['e2e/a.ts', "import { x } from '../src/libs/contract/src/index.ts';", 'relative path'],
    ['scripts/a.mjs', "import '@bookmark-manager/schedule';", 'nothing of ours'],
    ['src/libs/plan/src/a.ts', "import x from '/src/libs/plan/src/b.ts';", 'absolute path'],
    ['src/libs/new/src/a.ts', "import 'zod';", 'no row'],
  ])('are missed by %s with %s', (path, text, words) => {
    const mistakes = mistakesIn(path, text);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(path);
    expect(mistakes[0]).toContain(words);
  });

  it.each([
    ['src/apps/ops/staging/src/a.ts', "import { x } from '@bookmark-manager/plan/testing';"],
    ['src/libs/plan/src/deep/a.ts', "import { x } from '../index.ts';\nimport { z } from 'zod';"],
    ['src/libs/plan/src/a.ts', "// import { x } from '@bookmark-manager/staging';"],
  ])('are kept by %s with %s', (path, text) => {
    expect(mistakesIn(path, text)).toEqual([]);
  });
});

describe('A length', () => {
  it.each([
    ['a.ts', 250, true],
    ['a.tsx', 251, false],
    ['a.tf', 150, true],
    ['terragrunt.hcl', 151, false],
    ['a.tftest.hcl', 151, false],
    ['a.md', 1000, true],
  ])('%s of %i lines is allowed: %s', (path, lines, allowed) => {
    expect(tooLong(path, 'x\n'.repeat(lines)).length === 0).toBe(allowed);
  });
});

/** One sentence for each import of a file that the arrows do not allow. */
function mistakesIn(path: string, text: string): string[] {
  const place = placeOf(path);
  if (place === undefined) return [`${path}: its package has no row in ARROWS`];
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const why = mistake(path, place, fileName);
    return why === undefined ? [] : [`${path}: imports "${fileName}", ${why}`];
  });
}

function mistake(path: string, place: string, specifier: string): string | undefined {
  if (specifier.startsWith('/')) return 'by an absolute path';
  if (specifier.startsWith('.')) {
    const other = placeOf(posix.join(posix.dirname(path), specifier));
    return other === place ? undefined : `which leaves ${place} by a relative path: packages meet at their names`;
  }
  const name = /^@bookmark-manager\/([^/]+)/.exec(specifier)?.[1];
  const allowed = ARROWS[place] ?? [];
  if (name === undefined || name === basename(place) || allowed.includes(name)) return undefined;
  return `but ${place} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing of ours'}`;
}

/** The innermost place of the table that holds a path. */
function placeOf(path: string): string | undefined {
  const holding = Object.keys(ARROWS).filter((place) => path.startsWith(`${place}/`));
  return holding.sort((a, b) => b.length - a.length)[0];
}

function tooLong(path: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length;
  const limit = limitOf(path);
  return limit !== undefined && lines > limit ? [`${path}: ${lines} lines, ${limit} are allowed`] : [];
}

function limitOf(path: string): number | undefined {
  return LIMITS.find(({ name }) => name.test(path))?.lines;
}

/** Every file below a folder of the repository, without what is installed, built or generated. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

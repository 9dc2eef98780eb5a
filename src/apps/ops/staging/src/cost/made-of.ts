import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { KEPT } from '@bookmark-manager/cost';
import { type Shapes, shapeOf } from '@bookmark-manager/schedule';
import { listUnits } from '../terragrunt/run.ts';

/** What plans from nothing are made of, for each unit a digest: as long as it stays the same, so does the plan. */
export type MadeOf = { units: Readonly<Record<string, string>>; all: string };

/** All HCL of the environment, read once for all shapes. */
export type Sources = { shared: string; units: Readonly<Record<string, string>>; env: string };

/** @param unitsDirectory where terragrunt.hcl of each unit, env.hcl and shapes.json are */
export async function readSources(unitsDirectory: string): Promise<Sources> {
  const envs = join(unitsDirectory, '..');
  const modules = join(envs, '../modules');
  const read = async (file: string) => plainHcl(await readFile(file, 'utf8'));
  const units = await Promise.all(
    (await listUnits(unitsDirectory)).map(async (unit) => {
      const files = (await hclBelow(join(modules, unit))).sort();
      const texts = await Promise.all(files.map(async (file) => `${relative(modules, file)}\n${await read(file)}`));
      return [unit, [await read(join(unitsDirectory, unit, 'terragrunt.hcl')), ...texts].join('\n')] as const;
    }),
  );
  const [root, env] = await Promise.all([read(join(envs, 'root.hcl')), read(join(unitsDirectory, 'env.hcl'))]);
  // Which shape is committed says nothing about a plan that is told its shape.
  return { shared: root, units: Object.fromEntries(units), env: env.replace(/^\s*committed_shape\s*=.*$/m, '') };
}

export function madeOf({ shared, units, env }: Sources, shapes: Shapes, name: string): MadeOf {
  const shape = shapeOf(shapes, name);
  const digests = Object.entries(units).map(([unit, hcl]) => {
    const seen = keysSeen(`${shared}\n${hcl}`, env);
    const kept = seen === 'all' ? shape : Object.fromEntries(Object.entries(shape).filter(([key]) => seen.has(key)));
    const calendar = /\benv\.shapes\b/.test(hcl) || seen === 'all' ? shapes.calendar : null;
    return [unit, digestOf([shared, hcl, env, JSON.stringify({ kept, calendar, KEPT })])] as const;
  });
  return { units: Object.fromEntries(digests), all: digestOf(digests.map((pair) => pair.join(' '))) };
}

/** Which keys of the shape a unit looks at: what it does not look at cannot change its plan. */
function keysSeen(hcl: string, env: string): ReadonlySet<string> | 'all' {
  // env.hcl itself could make anything of a shape.
  if (/\blocal\.shape\b/.test(env)) return 'all';
  const seen = [...hcl.matchAll(/\benv\.shape\b(?:\.([a-z_]+))?/g)].map(([, key]) => key);
  return seen.includes(undefined) ? 'all' : new Set(seen.filter((key) => key !== undefined));
}

/** Comments and layout change no plan. */
function plainHcl(text: string): string {
  const lines = text.split('\n').map((line) =>
    line
      .replace(/^\s*#.*$/, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  return lines.filter(Boolean).join('\n');
}

async function hclBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const below = entries.map((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === 'tests' || entry.name === 'node_modules' ? [] : hclBelow(path);
    return entry.name.endsWith('.tf') ? [path] : [];
  });
  return (await Promise.all(below)).flat();
}

function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
}

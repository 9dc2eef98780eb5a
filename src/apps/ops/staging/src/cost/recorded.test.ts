import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKnown } from '@bookmark-manager/cost';
import { recorded, SHAPES } from '@bookmark-manager/cost/testing';
import { describe, expect, it } from 'vitest';
import { readShapes } from './ask.ts';
import { documented, withTables } from './documents.ts';
import { madeOf, readSources } from './made-of.ts';
import { allEstimates } from './testing.ts';

const root = join(import.meta.dirname, '../../../../../..');
const unitsDirectory = join(root, 'infra/terraform/envs/staging');
const sources = await readSources(unitsDirectory);
const shapes = await readShapes({ unitsDirectory });

/** What to type when one of these fails. */
const STALE = 'stale: type `staging cost renew`, and commit what it writes';

describe('what is recorded', () => {
  it.each(SHAPES)('of %s was made of what is here now', (shape) => {
    expect(recorded(shape).madeOf, STALE).toBe(madeOf(sources, shapes, shape).all);
  });

  it.each(Object.entries(documented(allEstimates())))('stands in the tables of %s', (file, tables) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text === withTables(text, tables, file), STALE).toBe(true);
  });
});

it('every type of resource that a module can make is priced, or free for a reason', () => {
  const types = Object.values(sources.units).flatMap((hcl) =>
    [...hcl.matchAll(/^resource "(\w+)"/gm)].map(([, type]) => type),
  );
  expect(types.length).toBeGreaterThan(60);
  expect([...new Set(types)].filter((type = '') => !isKnown(type))).toEqual([]);
});

describe('what a plan is made of', () => {
  const of = (changed: typeof sources, name = 'lean', from = shapes) => madeOf(changed, from, name);
  const same = of(sources);
  const withUnit = (unit: string, text: string) => ({
    ...sources,
    units: { ...sources.units, [unit]: `${sources.units[unit]}\n${text}` },
  });
  const changed = (unit: string, other: ReturnType<typeof of>) =>
    Object.keys(same.units)
      .filter((each) => same.units[each] !== other.units[each])
      .join() === unit;

  it('is another when a module changes, and only for its unit', () => {
    expect(changed('network', of(withUnit('network', 'resource "aws_eip" "more" {}')))).toBe(true);
  });

  it('is another for the units that look at what changes in the shape', () => {
    const { lean } = shapes.shapes;
    if (!lean) throw new Error('no lean');
    const more = { ...lean, interface_endpoints: ['logs'] };
    const names = Object.keys(same.units).filter(
      (unit) =>
        same.units[unit] !== of(sources, 'lean', { ...shapes, shapes: { ...shapes.shapes, lean: more } }).units[unit],
    );
    expect(names).toContain('network');
    expect(names).not.toContain('ecr');
    expect(names).not.toContain('database');
  });

  it('is another for all units when env.hcl makes something of a shape', () => {
    const derived = of({ ...sources, env: `${sources.env}\nx = local.shape.nat_gateway` });
    expect(Object.keys(same.units).every((unit) => derived.units[unit] !== same.units[unit])).toBe(true);
  });
});

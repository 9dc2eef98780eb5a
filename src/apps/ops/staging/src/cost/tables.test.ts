import { estimate, hoursOf } from '@bookmark-manager/cost';
import { recorded, sliceOf, usageOf } from '@bookmark-manager/cost/testing';
import { priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import type { Named } from './ask.ts';
import { bar } from './bar.ts';
import { withTables } from './documents.ts';
import { measuresTable, resourcesTable, shapesTable, table } from './markdown.ts';
import { savings } from './measures.ts';
import { sayQuantity, signed } from './money.ts';
import { costPage } from './page.ts';
import { allEstimates, estimateOf } from './testing.ts';

const all = allEstimates();
const expectedOf = (name: string) => all.find((each) => each.name === name)?.estimate.total?.expected ?? Number.NaN;

/** The same with tasks that run on Spot alone. */
function onSpot({ name }: Named): Named {
  const plan = recorded(name);
  const resources = plan.resources.map((resource) => {
    const capacity_provider_strategy = [{ capacity_provider: 'FARGATE_SPOT', weight: 1 }];
    return resource.type === 'aws_ecs_service'
      ? { ...resource, values: { ...resource.values, capacity_provider_strategy } }
      : resource;
  });
  const hours = hoursOf(sliceOf(name), '2026-12', usageOf());
  return { name, estimate: estimate({ resources }, priceList(), hours, usageOf()) };
}

describe('measures', () => {
  it.each([
    ['before', 'always-on'],
    ['always-on', 'by-the-book'],
    ['by-the-book', 'lean'],
    ['lean', 'when-visited'],
    ['when-visited', 'minimal'],
  ])('from %s to %s add up to their difference', (from, to) => {
    const steps = savings(all).filter((saving) => saving.from === from && saving.to === to);
    const sum = steps.reduce((total, { microUsd }) => total + microUsd, 0);
    expect(steps.length).toBeGreaterThan(0);
    // Lines of less than half a cent are left out.
    expect(Math.abs(sum - (expectedOf(from) - expectedOf(to)))).toBeLessThan(10_000 * 2);
  });

  it('save by what they are said to', () => {
    const saved = Object.fromEntries(savings(all).map(({ what, microUsd }) => [what, microUsd / 1e6]));
    expect(saved.nat).toBeCloseTo(744 * (0.062 + 0.005) + 5 * 0.062, 1);
    expect(saved['no-endpoints']).toBeCloseTo(744 * 3 * 0.014 + 3 * 0.3 * 0.01, 1);
    expect(saved['database-sleeps']).toBeCloseTo((744 - 304.75) * 0.025, 1);
    expect(saved['endpoints-instead']).toBeLessThan(0);
  });

  it('of shapes that are not there are left out', () => {
    expect(savings([estimateOf('lean')])).toEqual([]);
  });
});

describe('a table', () => {
  it('of the shapes has a line for each, the dearest first', () => {
    const [table = ''] = shapesTable(all).split('\n\n');
    const lines = table.split('\n').slice(2);
    expect(lines.map((line) => /`([a-z-]+)`/.exec(line)?.[1])).toEqual([
      'before',
      'always-on',
      'by-the-book',
      'lean',
      'when-visited',
      'minimal',
    ]);
    expect(lines.find((line) => line.includes('`when-visited`'))).toMatch(/-\d\d % \|$/);
  });

  it('says the same in both languages', () => {
    const figures = (text: string) => text.match(/\d+\.\d\d/g);
    expect(figures(shapesTable(all, 'ja'))).toEqual(figures(shapesTable(all)));
    expect(figures(measuresTable(all, 'ja'))).toEqual(figures(measuresTable(all)));
    expect(measuresTable(all, 'ja')).not.toMatch(/\| [a-z]/);
  });

  it('of resources adds up to the total', () => {
    const lines = resourcesTable(estimateOf('lean')).split('\n');
    const figures = lines.slice(2).map((line) => Number(/([\d.]+)\*{0,2} \|$/.exec(line)?.[1]));
    const total = figures.pop();
    expect(figures.reduce((sum, each) => sum + each, 0)).toBeCloseTo(total ?? 0, 0);
  });

  it('is as wide as its widest cell, of two-wide characters too', () => {
    expect(table(['a', '月額'], [['long', '1']], [1])).toBe('| a    | 月額 |\n| ---- | ---: |\n| long |    1 |');
  });

  it('stands between its marks, and is missed without them', () => {
    const text = 'x\n<!-- cost: a (b) -->\nold\n<!-- /cost -->\ny';
    expect(withTables(text, { a: 'new' }, 'f')).toBe('x\n<!-- cost: a (b) -->\n\nnew\n\n<!-- /cost -->\ny');
    expect(() => withTables(text, { other: 'new' }, 'f')).toThrow('f has no marks for the table "other"');
  });
});

describe('the page', () => {
  const page = (bars: boolean) =>
    costPage(estimateOf('lean'), { paint: (_, text) => text, columns: 100, bars, today: new Date('2026-12-01') });

  it('has bars on a terminal alone', () => {
    expect(page(true).join('\n')).toContain('█');
    expect(page(false).join('\n')).not.toContain('█');
  });

  it('marks a price that is a guess, and every figure and table that it is in', () => {
    const spot = onSpot(estimateOf('lean'));
    const lines = costPage(spot, {
      paint: (_, text) => text,
      columns: 100,
      bars: false,
      today: new Date('2026-12-01'),
    });
    expect(lines[0]).toMatch(/\) ~, without tax/);
    expect(lines.filter((line) => / CPU ARM Spot {2}.* ~ /.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toContain('guesses (~): Fargate APN1-SpotUsage-Fargate-ARM-vCPU-Hours:perCPU (estimate)');
    for (const text of [shapesTable([spot]), resourcesTable(spot)]) {
      expect(text).toMatch(/\*\* ~ +\|/);
      expect(text).toContain('\n\n~: with a price that is a guess');
    }
    expect(shapesTable(all.filter(({ name }) => name !== 'minimal'))).not.toContain('~');
  });

  it('names prices that are old', () => {
    expect(page(false).at(-1)).toMatch(/^! Prices older than 180 days: Route 53 DNS-Queries \(2018\)/);
  });
});

it.each([
  [1, 4, '████'],
  [0.5, 4, '██'],
  [0.53125, 4, '██▏'],
  [0, 4, ''],
  [7, 2, '██'],
])('a bar of %d of %d is "%s"', (share, width, text) => {
  expect(bar(share, width)).toBe(text);
});

it.each([
  [744, '744'],
  [304.754, '304.75'],
  [0.044647, '0.0446'],
  [0, '0'],
])('a quantity of %d is said as %s', (value, text) => {
  expect(sayQuantity(value)).toBe(text);
});

it.each([
  [4_100_000, '+4.10'],
  [-3_000_000, '-3.00'],
  [400, '0.00'],
])('%d micro-dollars change by %s', (microUsd, text) => {
  expect(signed(microUsd)).toBe(text);
});

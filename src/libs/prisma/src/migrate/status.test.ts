import { describe, expect, it } from 'vitest';
import { compare } from './status.ts';

const NAMES = ['1_one', '2_two', '3_three'];
const SCRIPTS = new Map(NAMES.map((name) => [name, `-- ${name}`]));
const done = (name: string) => ({ name, finished: true });
const begun = (name: string) => ({ name, finished: false });

describe('the status of migrations', () => {
  it.each([
    ['a new database', [], { applied: [], pending: NAMES, failed: [], unknown: [] }],
    ['one behind', [done('1_one'), done('2_two')], { applied: ['1_one', '2_two'], pending: ['3_three'] }],
    ['one that is up to date', NAMES.map(done), { applied: NAMES, pending: [] }],
    [
      'one whose migration failed',
      [done('1_one'), begun('2_two')],
      { failed: ['2_two'], pending: ['2_two', '3_three'] },
    ],
    ['one that failed and was repeated', [begun('1_one'), done('1_one')], { failed: [], applied: ['1_one'] }],
    ['one of a later version', [...NAMES, '4_four'].map(done), { applied: NAMES, unknown: ['4_four'] }],
  ])('of %s', (_, rows, expected) => {
    const { pending, ...status } = compare(NAMES, SCRIPTS, rows);
    expect({ ...status, pending: pending.map(({ name }) => name) }).toMatchObject(expected);
  });

  it('shows what would be run', () => {
    expect(compare(NAMES, SCRIPTS, [done('1_one'), done('2_two')]).pending).toEqual([
      { name: '3_three', sql: '-- 3_three' },
    ]);
  });
});

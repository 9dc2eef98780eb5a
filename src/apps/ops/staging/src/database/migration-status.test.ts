import { describe, expect, it } from 'vitest';
import { saySql, sayStatus } from './migration-status.ts';

const status = {
  applied: ['1_one'],
  pending: [
    { name: '2_two', sql: 'CREATE TABLE two ();\n' },
    { name: '3_three', sql: 'CREATE TABLE three ();\n' },
  ],
  failed: ['2_two'],
  unknown: ['9_nine'],
};

describe('the status of the migrations', () => {
  it('is one line for each', () => {
    expect(sayStatus(status)).toEqual([
      'applied  1_one',
      'applied  9_nine (this image does not have it: a later one does)',
      'FAILED   2_two (begun and not finished: look what it left, then: prisma migrate resolve)',
      'pending  3_three',
    ]);
  });

  it('shows the SQL as it is', () => {
    expect(saySql(status)).toEqual([
      '-- 2_two',
      'CREATE TABLE two ();',
      '',
      '-- 3_three',
      'CREATE TABLE three ();',
      '',
    ]);
    expect(saySql({ ...status, pending: [] })).toEqual(['-- Nothing is to be done: every migration is applied.']);
  });
});

import { describe, expect, it } from 'vitest';
import { join, numbered, sql } from './sql.ts';

describe('sql', () => {
  it('keeps values apart from the text, in pieces of pieces too', () => {
    const inner = sql`a = ${1} AND b = ${'x'}`;
    const outer = sql`SELECT ${0} WHERE ${inner} OR ${sql`c`} LIMIT ${9}`;
    expect([numbered(outer), outer.values]).toEqual([
      'SELECT $1 WHERE a = $2 AND b = $3 OR c LIMIT $4',
      [0, 1, 'x', 9],
    ]);
  });

  it('joins pieces', () => {
    const all = join([sql`a = ${1}`, sql`b`, sql`c = ${2}`], sql` AND `);
    expect([numbered(all), all.values]).toEqual(['a = $1 AND b AND c = $2', [1, 2]]);
    expect(numbered(join([], sql`, `))).toBe('');
  });

  it('takes for a value whatever it did not make itself', () => {
    const sent = { text: ['DROP TABLE bookmarks'], values: [] };
    expect(sql`${sent}`).toEqual({ text: ['', ''], values: [sent] });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import { type Query, QueryError } from './query.ts';

/** A query in as few letters as tell one from another. */
const shown = (query: Query): string => {
  switch (query.kind) {
    case 'and':
    case 'or':
      return `(${query.of.map(shown).join(query.kind === 'and' ? ' & ' : ' | ')})`;
    case 'not':
      return `!${shown(query.of)}`;
    case 'words': {
      const text = query.words.map((word) => word.text).join(' ');
      return query.exact ? `"${text}"` : text;
    }
    case 'before':
    case 'after':
      return `${query.kind} ${query.moment.toISOString()}`;
    case 'is':
      return `is ${query.state}`;
    case 'all':
    case 'nothing':
      return query.kind;
    default:
      return `${query.kind} ${query.name}`;
  }
};

describe('parseQuery', () => {
  it.each([
    ['', 'all'],
    ['  　', 'all'],
    ['foo', 'foo'],
    ['Foo　ＢＡＲ', '(foo & bar)'],
    ['ｶﾞｲﾄﾞ', 'がいど'],
    ['"machine learning" x', '("machine learning" & x)'],
    ['“machine learning”', '"machine learning"'],
    ['node.js', 'node js'],
    ['https://www.example.com/a%20b', 'example com a b'],
    ['a or b', '(a | b)'],
    ['a b OR c d', '((a & b) | (c & d))'],
    ['a and b', '(a & b)'],
    ['（a ｏｒ b） c', '((a | b) & c)'],
    ['"or"', '"or"'],
    ['orange andes not', '(orange & andes & not)'],
    ['-foo', '!foo'],
    ['foo -(a or b)', '(foo & !(a | b))'],
    ['foo －bar', '(foo & !bar)'],
    ['NOT foo', '!foo'],
    ['foo-bar --help', '(foo bar & help)'],
    ['#tag', 'tag tag'],
    ['＃仕事', 'tag 仕事'],
    ['#"two words" tag:x', '(tag two words & tag x)'],
    ['in:Work/Japan', 'folder Work/Japan'],
    ['in:"My folder"', 'folder My folder'],
    ['site:example.com', 'site example.com'],
    ['after:2026', 'after 2025-12-31T15:00:00.000Z'],
    ['before:2026-02', 'before 2026-01-31T15:00:00.000Z'],
    ['before：２０２６-11-26', 'before 2026-11-25T15:00:00.000Z'],
    ['after:2024/2/29', 'after 2024-02-28T15:00:00.000Z'],
    ['is:unread -is:Archived', '(is unread & !is archived)'],
    ['!untagged !unread', '(is untagged & is unread)'],
    ['foo:bar', 'foo bar'],
    ['&', 'nothing'],
    ['_____', 'nothing'],
    ['- foo & bar', '(foo & bar)'],
    ['foo -% ()', 'foo'],
    ['c++ or %', 'c'],
  ])('reads %j as %s', (text, expected) => {
    expect(shown(parseQuery(text))).toBe(expected);
  });

  it.each([
    ['foo "bar', 4, 8, /quote/],
    ['foo (bar', 4, 5, /not closed/],
    ['foo) bar', 3, 4, /closes/],
    ['or foo', 0, 2, /both sides/],
    ['foo or', 4, 6, /both sides/],
    ['foo or or bar', 7, 9, /both sides/],
    ['(or foo)', 1, 3, /both sides/],
    ['foo (bar or)', 9, 11, /both sides/],
    ['is:new', 0, 6, /unread, read, archived/],
    ['before:2026-02-30', 0, 17, /2026-11-26/],
    ['after:x', 0, 7, /2026-11-26/],
    ['foo in:', 4, 7, /a folder/],
    ['site:/', 0, 6, /example.com/],
    ['#"a', 1, 3, /quote/],
    ['foo NOT (', 8, 9, /not closed/],
    [`${'('.repeat(30)}a`, 20, 21, /20 levels/],
    ['a '.repeat(100), 120, 200, /60 parts/],
    ['x'.repeat(10_000_000), 1000, 10_000_000, /1000 characters/],
  ])('refuses what cannot be read, and says where (%#)', (text, from, to, words) => {
    const refused = (() => {
      try {
        return parseQuery(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(QueryError);
    expect(refused).toMatchObject({ from, to, message: expect.stringMatching(words) });
  });

  it('reads anything, or says where it cannot', () => {
    const piece = fc.constantFrom(
      ...[
        '(',
        ')',
        '"',
        '-',
        'or',
        ' or ',
        ' ',
        '#',
        'is:',
        'in:',
        'before:',
        '2026-13',
        '日本',
        'a',
        '!unread',
        'NOT ',
        '\0',
        '\ud800',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          shown(parseQuery(query));
        } catch (error) {
          if (!(error instanceof QueryError)) throw error;
          expect([error.from >= 0, error.to > error.from, error.to <= query.length]).toEqual([true, true, true]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, levels, toSql } from './conditions.ts';
import { parseQuery } from './language/parse.ts';
import { QueryError } from './language/query.ts';
import { numbered } from './sql.ts';

const compiled = (query: string, level: (typeof levels)[number] = 2) => {
  const all = toSql(conditionOf(parseQuery(query), level));
  return [numbered(all), all.values];
};

describe('conditionOf', () => {
  it.each([
    ['foo', "'foo':*"],
    ['"foo"', "'foo'"],
    ['c', "'c'"],
    ['東京', "'東京'"],
    ['本', "'本':*"],
    ['foo 東京', "('foo':*) & ('東京')"],
    ['foo -bar', "('foo':*) & (!('bar':*))"],
    ['(a or b) #t', "(('a') | ('b')) & ('#t')"],
    ["#it's\\", "'#it''s\\\\'"],
    ['in:Work/Japan', "'/work/japan'"],
    ['in:/Work', "'//work'"],
    ['site:https://WWW.Example.com/x', "'@example.com'"],
  ])('asks the index alone for %s', (query, terms) => {
    expect(compiled(query)).toEqual(['terms @@ $1::tsquery', [terms]]);
  });

  it.each([
    ['東京都', ["('東京' & '京都')", '東京都']],
    ['node.js', ["('node' & 'js':*)", ' node js']],
    ['"node js"', ["('node' & 'js')", ' node js ']],
    ['"東京 tower"', ["('東京' & 'tower')", '東京 tower ']],
  ])('looks up in the text whether the words of %s stand side by side', (query, values) => {
    expect(compiled(query)).toEqual(['(terms @@ $1::tsquery AND strpos(search, $2) > 0)', values]);
  });

  it('asks for better hits of the words, and not of what must not be', () => {
    expect(compiled('foo -bar #t', 0)).toEqual(['terms @@ $1::tsquery', ["('^foo':*) & (!('bar':*)) & ('#t')"]]);
    expect(compiled('foo', 1)[1]).toEqual(["('^foo':* | '~foo':*)"]);
  });

  it('joins what the index does not know', () => {
    expect(compiled('foo is:unread before:2026 or x')).toEqual([
      '(terms @@ $1::tsquery OR (terms @@ $2::tsquery AND unread AND added_at < $3::timestamptz))',
      ["('x')", "('foo':*)", '2025-12-31T15:00:00.000Z'],
    ]);
  });

  it('puts nothing of the query into the text of the statement', () => {
    const statement = /^[\sa-z_@:(){}$0-9>=<,'|]*$/i;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...levels), (query, level) => {
        try {
          const all = toSql(conditionOf(parseQuery(query), level));
          expect(numbered(all)).toMatch(statement);
          expect(numbered(all).replace(/\$\d+/g, '')).not.toMatch(/[^\x20-\x7e]/);
        } catch (error) {
          if (!(error instanceof QueryError)) throw error;
        }
      }),
    );
  });
});

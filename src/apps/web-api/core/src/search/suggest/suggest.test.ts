import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../language/parse.ts';
import { lastPart } from './last-part.ts';
import { suggest } from './suggest.ts';

const tags = [
  { name: 'Zebra', count: 9 },
  { name: 'two words', count: 8 },
  { name: 'okazaki zebra', count: 7 },
  { name: 'ガイド', count: 6 },
  { name: 'the "best"', count: 5 },
];
const texts = (query: string, limit = 20) => suggest(query, tags, limit).map(({ text }) => text);

describe('lastPart', () => {
  it.each([
    ['', 0, '', ''],
    ['foo', 0, '', 'foo'],
    ['foo ', 4, '', ''],
    ['foo -#ba', 5, '#', 'ba'],
    ['(＃ba', 1, '#', 'ba'],
    ['in:"My fol', 0, 'in:', 'My fol'],
    ['a "b" #"two w', 6, '#', 'two w'],
    ['"a b', 0, '', 'a b'],
  ])('of %j begins at %i with %j and goes on with %j', (query, from, operator, typed) => {
    expect(lastPart(query)).toEqual({ from, operator, typed });
  });

  it('is there in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(lastPart(query).from).toBeLessThanOrEqual(query.length);
      }),
    );
  });
});

describe('suggest', () => {
  it.each([
    ['#ze', ['#Zebra', '#"okazaki zebra"']],
    ['x #がい', ['#ガイド']],
    ['#two', ['#"two words"']],
    ['is:un', ['is:unread', 'is:untagged']],
    ['be', ['before:']],
    ['ZEB', ['#Zebra', '#"okazaki zebra"']],
    ['in:wo', []],
    ['best', []],
    ['', ['in:', 'site:', 'before:', 'after:', 'is:', '#Zebra', '#"two words"', '#"okazaki zebra"', '#ガイド']],
  ])('after %j offers %j', (query, expected) => {
    expect(texts(query)).toEqual(expected);
  });

  it('offers no more than was asked for, and tags that the query language reads as they are', () => {
    expect(texts('', 2)).toHaveLength(2);
    const names = texts('#').map((text) => parseQuery(text));
    expect(names).toEqual(['Zebra', 'two words', 'okazaki zebra', 'ガイド'].map((name) => ({ kind: 'tag', name })));
  });
});

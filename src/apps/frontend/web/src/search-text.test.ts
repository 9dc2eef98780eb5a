import { describe, expect, it } from 'vitest';
import { folderSearch, piecesOf, searchedFolder, tagSearch } from './search-text.ts';

describe('a search', () => {
  it.each([
    ['work', '#work'],
    ['two words', '#"two words"'],
    ['a(b)', '#"a(b)"'],
    ['全角　空白', '#"全角　空白"'],
    ['the "best"', 'the "best"'],
  ])('for the tag %j is %j', (name, q) => {
    expect(tagSearch(name)).toBe(q);
  });

  it.each([
    [['Work'], 'in:/Work'],
    [['仕事', '日本'], 'in:/仕事/日本'],
    [['My folder', 'a'], 'in:"/My folder/a"'],
    [['say "hi"'], 'in:"/say  hi "'],
  ])('for the folder %j is %j, and says which it was', (path, q) => {
    expect(folderSearch(path)).toBe(q);
    expect(searchedFolder(q, [{ path: ['other'] }, { path }])).toEqual({ path });
  });

  it('of another kind is for no folder', () => {
    expect(searchedFolder('Work', [{ path: ['Work'] }])).toBeUndefined();
  });
});

describe('piecesOf', () => {
  it.each([
    ['abc', [], '.abc'],
    ['', [], '.'],
    ['abc', [[1, 2]], '.a !b .c'],
    ['abc', [[0, 3]], '!abc'],
    [
      'abcdef',
      [
        [3, 4],
        [0, 2],
      ],
      '!ab .c !d .ef',
    ],
    [
      'abcdef',
      [
        [0, 3],
        [2, 4],
      ],
      '!abc !d .ef',
    ],
    [
      'abc',
      [
        [2, 9],
        [8, 9],
        [1, 1],
      ],
      '.ab !c',
    ],
  ] as const)('of %j with %j is %j', (text, ranges, expected) => {
    const pieces = piecesOf(
      text,
      ranges.map(([from, to]): [number, number] => [from, to]),
    );
    expect(pieces.map((piece) => `${piece.hit ? '!' : '.'}${piece.text}`).join(' ')).toBe(expected);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});

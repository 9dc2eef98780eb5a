import { describe, expect, it } from 'vitest';
import { literal, searchText, searchWords } from './search-text.ts';

const bookmark = {
  url: 'https://Example.com/Path',
  title: 'ＡＢＣ カタカナ',
  description: 'ｶﾞｲﾄﾞ',
  tags: ['Tag One', '請求書'],
};

describe('searchText', () => {
  it.each(['abc', 'example.com/path', 'ガイド', 'tag', '請求', 'カタ'])('holds %s', (word) => {
    expect(searchText(bookmark)).toContain(word);
  });
});

describe('searchWords', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['Foo　BAR foo', ['foo', 'bar']],
    ['ｶﾞｲﾄﾞ', ['ガイド']],
  ])('reads %j', (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });

  it('takes ten words at most', () => {
    expect(searchWords('a b c d e f g h i j k l')).toHaveLength(10);
  });
});

describe('literal', () => {
  it('takes the meaning from what LIKE would read', () => {
    expect(literal('50%_\\')).toBe('50\\%\\_\\\\');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../language/parse.ts';
import { markerOf } from './marker.ts';

const empty = { title: '', description: '', notes: '', url: '', tags: [] };

/** The title with what is marked in brackets. */
const marked = (query: string, title: string): string => {
  const ranges = markerOf(parseQuery(query))({ ...empty, title }).marks?.title ?? [];
  return ranges.reduceRight(
    (text, [from, to]) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`,
    title,
  );
};

describe('markerOf', () => {
  it.each([
    ['java', 'JavaScript and java', '[Java]Script and [java]'],
    ['"java"', 'JavaScript and java', 'JavaScript and [java]'],
    ['script', 'JavaScript, javascript', 'Java[Script], javascript'],
    ['がいど', 'ｶﾞｲﾄﾞとガイド', '[ｶﾞｲﾄﾞ]と[ガイド]'],
    ['cafe', 'Ｃａｆé', '[Ｃａｆé]'],
    ['東京', '新東京都、東京', '新[東京]都、[東京]'],
    ['東京 京都', '東京都', '[東京都]'],
    ['node.js', 'Node JS, node-js and nodes', '[Node JS], [node-js] and nodes'],
    ['"big data"', 'Big  data, big-data2', '[Big  data], big-data2'],
    ['東京tower', '東京 Tower', '[東京 Tower]'],
    ['tower', '東京Tower', '東京[Tower]'],
    ['c', 'C, C++ and cc', '[C], [C]++ and cc'],
    ['a or b', 'a b c', '[a] [b] c'],
    ['a -b', 'a b', '[a] b'],
    ['kilo or 株', '㌔㈱', '㌔[㈱]'],
    ['🎉', 'done 🎉', 'done [🎉]'],
    ['x', 'nothing', 'nothing'],
  ])('of %s in %s marks %s', (query, title, expected) => {
    expect(marked(query, title)).toBe(expected);
  });

  it('marks every text, and tags by name or by a word of theirs', () => {
    const text = 'one foo';
    const bookmark = {
      title: text,
      description: text,
      notes: text,
      url: 'https://foo.test/',
      tags: ['Bar', 'food', 'x'],
    };
    expect(markerOf(parseQuery('foo #bar'))(bookmark)).toEqual({
      marks: { title: [[4, 7]], description: [[4, 7]], notes: [[4, 7]], url: [[8, 11]], tags: ['Bar', 'food'] },
    });
  });

  it('has nothing to say where no words were asked for', () => {
    expect(markerOf(parseQuery('is:unread -foo in:x'))({ ...empty, title: 'foo' })).toEqual({});
  });

  it('gives ranges of the text, in order, apart from each other', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aA bｶﾞが゛東京é \u0301🎉ß') });
    fc.assert(
      fc.property(fc.array(text.filter((one) => one.trim() !== '')), text, (words, title) => {
        const query = words.map((word) => `"${word}"`).join(' or ');
        const ranges = markerOf(parseQuery(query))({ ...empty, title }).marks?.title ?? [];
        let before = -1;
        for (const [from, to] of ranges) {
          expect([from > before, to > from, to <= title.length]).toEqual([true, true, true]);
          before = to;
        }
      }),
    );
  });

  it('looks through 10 MB of anything within its time', () => {
    const mark = markerOf(parseQuery('"a b" c 東京都'));
    for (const text of ['a-'.repeat(5_000_000), '東京'.repeat(5_000_000), '\u0301'.repeat(10_000_000)]) {
      const began = process.cpuUsage();
      mark({ ...empty, title: text, description: text, notes: text, url: text });
      expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
    }
  });
});

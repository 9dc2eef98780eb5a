import { describe, expect, it } from 'vitest';
import { bookmarksFile, makeBookmark, tagNames } from './data.ts';
import { best, timesOf } from './percentiles.ts';
import { createRandom } from './random.ts';
import { planted } from './words.ts';

const many = Array.from({ length: 5000 }, (_, at) => makeBookmark(at));
const share = (test: (text: string) => boolean) => many.filter(({ title }) => test(title)).length / many.length;

describe('the bookmarks of the bench', () => {
  it('are the same every time, and each its own', () => {
    expect(makeBookmark(4711)).toEqual(makeBookmark(4711));
    expect(new Set(many.map(({ url }) => url)).size).toBe(many.length);
    expect(new Set(tagNames).size).toBe(2000);
  });

  it('are Japanese in one of five, and have the words that are looked for as often as they should', () => {
    expect(share((title) => /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/u.test(title))).toBeCloseTo(0.2, 2);
    expect(share((title) => title.toLowerCase().includes(planted.common))).toBeCloseTo(0.8 / 3, 1);
    expect(share((title) => title.includes(planted.japanese))).toBeCloseTo(0.02, 2);
    expect(share((title) => title.includes(planted.rare))).toBe(1 / 5000);
  });

  it('can be written as a file that a browser would have made', () => {
    const file = bookmarksFile(100_000, 3);
    expect(file.match(/<DT><A HREF="https:/g)).toHaveLength(3);
    expect(file).toContain(makeBookmark(100_002).url);
  });
});

describe('timesOf', () => {
  it('finds the middle and the slow end', () => {
    expect(
      timesOf(
        Array.from({ length: 200 }, (_, at) => 200 - at),
        1000,
      ),
    ).toEqual({ p50: 100, p99: 198, computed: 5 });
    expect(timesOf([5], 4)).toEqual({ p50: 5, p99: 5, computed: 4 });
  });

  it('of several runs takes the one that was disturbed least', () => {
    expect(
      best([
        { p50: 3, p99: 9, computed: 1 },
        { p50: 2, p99: 30, computed: 1 },
      ]),
    ).toEqual({ p50: 2, p99: 30, computed: 1 });
  });
});

describe('createRandom', () => {
  it('gives numbers below the end, and the first of a list most often', () => {
    const random = createRandom(1);
    const drawn = Array.from({ length: 3000 }, () => random.oneOf(['a', 'b', 'c', 'd']));
    expect(new Set(drawn).size).toBe(4);
    expect(drawn.filter((one) => one === 'a').length).toBeGreaterThan(drawn.filter((one) => one === 'd').length);
  });
});

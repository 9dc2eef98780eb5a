import { describe, expect, it } from 'vitest';
import { type Entry, imageBefore, parseEntry, parseMark, shortOf } from './deployment.ts';
import { anEntry, anImage } from './testing.ts';

const history = (...steps: [name: string, before: string | null, fields?: Partial<Entry>][]): Entry[] =>
  steps.map(([name, before, fields], index) =>
    anEntry({
      id: `2026120${index}`,
      image: anImage(name),
      before: before === null ? null : anImage(before),
      ...fields,
    }),
  );
const rollback = { kind: 'rollback' } as const;
const failed = { outcome: 'rolled back' } as const;

describe('a rollback', () => {
  it.each<[string, Entry[], string, string | null]>([
    ['goes to what was deployed before', history(['b', 'a']), 'b', 'a'],
    ['goes to what was there before the first deployment', history(['b', 'a'], ['c', 'b']), 'b', 'a'],
    ['goes back two when it is made twice', history(['b', 'a'], ['c', 'b'], ['b', 'c', rollback]), 'b', 'a'],
    ['passes over what failed', history(['b', 'a'], ['c', 'b', failed]), 'b', 'a'],
    ['takes the newest of two deployments of one image', history(['b', 'a'], ['c', 'b'], ['b', 'c']), 'b', 'c'],
    ['has nowhere to go before the first deployment', history(), 'a', null],
    ['has nowhere to go when nothing was there', history(['a', null]), 'a', null],
    ['has nowhere to go from what nobody deployed', history(['b', 'a']), 'x', null],
  ])('%s', (_, entries, current, expected) => {
    expect(imageBefore(entries, anImage(current).image)).toEqual(expected === null ? null : anImage(expected));
  });
});

it.each([
  [`1.dkr.ecr.ap-northeast-1.amazonaws.com/web@sha256:${'0123456789abcdef'.repeat(4)}`, 'sha256:0123456789ab'],
  ['1.dkr.ecr.ap-northeast-1.amazonaws.com/web:latest', 'web:latest'],
])('%s is called %s', (image, short) => {
  expect(shortOf(image)).toBe(short);
});

it.each(['', '{', '{}', 'null'])('what nobody can read (%j) is no mark and no entry', (text) => {
  expect([parseMark(text), parseEntry(text)]).toEqual([null, null]);
});

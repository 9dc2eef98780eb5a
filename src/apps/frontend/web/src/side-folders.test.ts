import { describe, expect, it } from 'vitest';
import { foldersBeside } from './side-folders.ts';

const folder = (...path: string[]) => ({ path, count: 1, total: 1 });
const folders = [folder('A'), folder('A', 'B'), folder('A', 'B', 'C'), folder('A', 'D'), folder('E'), folder('E', 'B')];

describe('foldersBeside', () => {
  it.each([
    ['', ['A', 'E']],
    ['in:/A', ['A', 'A/B', 'A/D', 'E']],
    ['in:/A/B', ['A', 'A/B', 'A/B/C', 'A/D', 'E']],
    ['in:/E/B', ['A', 'E', 'E/B']],
    ['in:/None', ['A', 'E']],
  ])('for %j are %j', (q, expected) => {
    expect(foldersBeside(folders, q).map(({ path }) => path.join('/'))).toEqual(expected);
  });

  it('are not too many', () => {
    const many = Array.from({ length: 500 }, (_, index) => folder(`${index}`));
    expect(foldersBeside(many, '')).toHaveLength(40);
  });
});

import { expect, it } from 'vitest';
import { folderTree } from './folder-tree.ts';

const byCode = (one: string, other: string) => (one < other ? -1 : Number(one > other));

it('lists each folder before the ones in it, those between too, with the sum of what lies below', () => {
  const counted = [
    { path: ['b', 'x', 'y'], count: 2 },
    { path: ['b'], count: 1 },
    { path: ['a'], count: 3 },
    { path: ['b', '__proto__'], count: 4 },
  ];
  expect(folderTree(counted, byCode)).toEqual([
    { path: ['a'], count: 3, total: 3 },
    { path: ['b'], count: 1, total: 7 },
    { path: ['b', '__proto__'], count: 4, total: 4 },
    { path: ['b', 'x'], count: 0, total: 2 },
    { path: ['b', 'x', 'y'], count: 2, total: 2 },
  ]);
});

it('of none is empty', () => {
  expect(folderTree([], byCode)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { TargetState } from '../context.ts';
import { pick } from './pick.ts';

const targets = (...states: TargetState[]) => states.map((state, index) => ({ state, index }));
const turns = (states: TargetState[], count: number) =>
  Array.from({ length: count }, (_, turn) => pick(targets(...states), turn)?.index);

describe('round robin', () => {
  it.each<[TargetState[], (number | undefined)[]]>([
    [
      ['healthy', 'healthy', 'healthy'],
      [0, 1, 2, 0],
    ],
    [
      ['initial', 'healthy', 'unhealthy'],
      [1, 1, 1, 1],
    ],
    [
      ['unhealthy', 'unhealthy'],
      [0, 1, 0, 1],
    ],
    [
      ['unhealthy', 'draining', 'initial'],
      [0, 2, 0, 2],
    ],
    [['draining'], [undefined, undefined, undefined, undefined]],
    [[], [undefined, undefined, undefined, undefined]],
  ])('over %j goes %j', (states, expected) => {
    expect(turns(states, 4)).toEqual(expected);
  });
});

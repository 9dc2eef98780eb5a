import { expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { createClock } from './clock.ts';
import { rememberMoves } from './moved.ts';

it('remembers for the next start that the clock was moved, and forgets it when it was brought back', () => {
  const store = createStore();
  const clock = createClock({ speed: 0 });
  const moves = rememberMoves(store, clock);
  expect(moves.last).toBeUndefined();
  const there = new Date(Date.now() + 3_600_000);
  clock.set(there);
  moves.note();
  expect(rememberMoves(store, createClock()).last).toEqual(there);
  expect(rememberMoves(store, createClock()).last).toBeUndefined();
  moves.note();
  clock.set(new Date());
  moves.note();
  expect(rememberMoves(store, createClock()).last).toBeUndefined();
});

import { expect, it } from 'vitest';
import { nextStep } from './next.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
const look = { now: at(9), until: at(12), due: undefined, underway: [], ignored: new Set<string>() };

it.each([
  ['stands while anything is under way', { underway: ['web'] }, { kind: 'stand' }],
  ['stands though something is due', { underway: ['web'], due: at(10) }, { kind: 'stand' }],
  [
    'goes on without what it waits for no more',
    { underway: ['web'], ignored: new Set(['web']) },
    { kind: 'jump', to: at(12) },
  ],
  ['stands for what is new', { underway: ['web', 'api'], ignored: new Set(['web']) }, { kind: 'stand' }],
  ['jumps to what is due next', { due: at(10) }, { kind: 'jump', to: at(10) }],
  ['does not go back for what was due before', { due: at(8) }, { kind: 'jump', to: at(9) }],
  ['jumps to the end when nothing is due before', { due: at(13) }, { kind: 'jump', to: at(12) }],
  ['still does what is due at the end', { now: at(12), due: at(12) }, { kind: 'jump', to: at(12) }],
  ['ends when all is quiet', { now: at(12), due: at(13) }, { kind: 'end' }],
  ['does not end while anything is under way', { now: at(12), underway: ['web'] }, { kind: 'stand' }],
])('%s', (_, change, step) => {
  expect(nextStep({ ...look, ...change })).toEqual(step);
});

import { expect, it } from 'vitest';
import { jwtMistake, parseJwt, switched, withNext } from './jwt-value.ts';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(64)];
const until = new Date('2026-12-02T00:00:00Z');

it('goes from one key to two, to the next one with the one before for a while', () => {
  const one = parseJwt(OLD) ?? { current: '' };
  const both = withNext(one, NEW);
  expect([one, both, switched({ ...both, next: NEW }, until)]).toEqual([
    { current: OLD },
    { current: OLD, next: NEW },
    { current: NEW, previous: OLD, previousUntil: '2026-12-02T00:00:00.000Z' },
  ]);
  for (const value of [both, switched({ ...both, next: NEW }, until)]) {
    expect(parseJwt(JSON.stringify(value))).toEqual(value);
    expect(jwtMistake(JSON.stringify(value))).toBeNull();
  }
});

it.each([
  ['{"current"', /begins as JSON/],
  ['{"key":"x"}', /begins as JSON/],
  [JSON.stringify({ current: NEW, previous: OLD }), /begins as JSON/],
  [JSON.stringify({ current: NEW, next: 'short' }), /5 bytes, 32 are the least/],
])('is not %s', (value, mistake) => {
  expect(jwtMistake(value)).toMatch(mistake);
});

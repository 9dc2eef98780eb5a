import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costOf, sayUsd } from './money.ts';

it.each([
  [25_000_000_000, 730, 18_250_000], // db.t4g.micro for a month
  [40_450_000_000, 0.25, 10_113],
  [13_333_400, 400_000, 5_333_360], // GB-seconds, of which each costs less than a micro-dollar's hundredth part
  [0, 1000, 0],
])('%i picodollars × %d are %i micro-dollars', (picoUsd, quantity, amount) => {
  expect(costOf({ picoUsd }, quantity)).toBe(amount);
});

it('is whole, and is off by half a micro-dollar at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 15e12 }), fc.integer({ min: 0, max: 500 }), (picoUsd, quantity) => {
      const amount = costOf({ picoUsd }, quantity);
      expect(Number.isInteger(amount)).toBe(true);
      expect(Math.abs(amount * 1e6 - picoUsd * quantity)).toBeLessThanOrEqual(500_000 + 1);
    }),
  );
});

it.each([
  [18_250_000, 'USD 18.25'],
  [1_000_000, 'USD 1.00'],
  [119_290, 'USD 0.119'],
  [59_645, 'USD 0.060'],
  [2500, 'USD 0.0025'],
  [0, 'USD 0.00'],
  [-500_000, '-USD 0.500'],
])('%i micro-dollars read %s', (amount, text) => {
  expect(sayUsd(amount)).toBe(text);
});

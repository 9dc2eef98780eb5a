import { priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import { restartCost } from './restart-cost.ts';
import { minutesAgo, NOW } from './testing.ts';

const stops = (count: number, lastsMs: number) =>
  Array.from({ length: count }, (_, index) => {
    const createdAt = minutesAgo((index + 1) * 3);
    return { createdAt: createdAt.toISOString(), stoppedAt: new Date(createdAt.getTime() + lastsMs).toISOString() };
  });
const prices = { taskHourMicroUsd: 60_000, pulledBytes: 100_000_000, throughNat: false };

describe('A loop of restarts costs', () => {
  it('a minute of Fargate for each start, however short it lived', () => {
    const cost = restartCost(stops(20, 5000), prices, priceList(), NOW);
    expect(cost).toEqual({ microUsdPerHour: 20_000, basis: '20 starts an hour, 100 MB pulled each time' });
  });

  it('as long as each lived, when that was longer', () => {
    expect(restartCost(stops(20, 120_000), prices, priceList(), NOW).microUsdPerHour).toBe(40_000);
  });

  it('the bytes as well, where they pass a NAT gateway', () => {
    const cost = restartCost(stops(20, 5000), { ...prices, throughNat: true }, priceList(), NOW);
    expect(cost.microUsdPerHour).toBe(20_000 + 20 * 0.1 * 62_000);
    expect(cost.basis).toContain('through the NAT gateway');
  });

  it('what a rate is that ten minutes have shown, and not that of the first seconds', () => {
    expect(restartCost(stops(1, 5000), prices, priceList(), NOW).basis).toMatch(/^6 starts an hour/);
  });
});

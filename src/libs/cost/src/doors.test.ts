import { priceList } from '@bookmark-manager/prices';
import { expect, it, test } from 'vitest';
import { breakEven, doorPrices } from './doors.ts';

const usd = (service: string, usageType: string) =>
  (priceList().prices.find((each) => each.service === service && each.usageType === usageType)?.picoUsd ?? Number.NaN) /
  1e12;

it('a load balancer costs by the hour, a gateway by the request', () => {
  const { alb, 'http-api': gateway } = doorPrices(priceList(), 730, 20);
  const hour = usd('ELB', 'APN1-LoadBalancerUsage (Application)') + 2 * usd('VPC', 'APN1-PublicIPv4:InUseAddress');
  expect(alb.fixed / 1e6).toBeCloseTo(730 * hour, 3);
  expect(gateway.fixed).toBe(0);
  expect(gateway.perMillion / 1e6).toBeCloseTo(usd('API Gateway', 'APN1-ApiGatewayHttpRequest'), 6);
});

// A capacity unit is a GB, or 25 new connections a second, an hour: 20 units for a million answers of 20 kB, 11.1 for any that are small.
test.each([
  [1, 11.11],
  [5, 11.11],
  [20, 20],
  [100, 100],
])('a million requests of %d kB are %d capacity units of a load balancer', (kb, units) => {
  const unit = usd('ELB', 'APN1-LCUUsage (Application)');
  expect(doorPrices(priceList(), 730, kb).alb.perMillion / 1e6).toBeCloseTo(units * unit, 3);
});

test.each([
  [5, 20, 22],
  [20, 21, 23.5],
])('a load balancer is the cheaper one above some %d kB requests: %d to %d millions', (kb, least, most) => {
  const requests = (breakEven(doorPrices(priceList(), 730, kb)) ?? 0) / 1e6;
  expect(requests).toBeGreaterThan(least);
  expect(requests).toBeLessThan(most);
});

it('never is where each of its requests costs more', () => {
  expect(breakEven({ alb: { fixed: 1, perMillion: 3 }, 'http-api': { fixed: 0, perMillion: 2 } })).toBeNull();
});

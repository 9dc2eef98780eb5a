import { breakEven, doorPrices } from '@bookmark-manager/cost';
import { priceList } from '@bookmark-manager/prices';
import { FRONT_DOORS } from '@bookmark-manager/schedule';
import { table } from '../text/table.ts';
import { usd } from './money.ts';

const NAMES = { alb: 'load balancer (alb)', 'http-api': 'HTTP API (http-api)' } as const;

/** Both front doors side by side, for a month of so many hours and answers of so many kB, and where one becomes cheaper. */
export function doorsPage(hours: number, kbPerRequest: number): string[] {
  const prices = doorPrices(priceList(), hours, kbPerRequest);
  const rows = FRONT_DOORS.map((door) => [NAMES[door], usd(prices[door].fixed), usd(prices[door].perMillion)]);
  const requests = breakEven(prices);
  const turn =
    requests === null
      ? 'The HTTP API is the cheaper door, however many requests there are.'
      : `Above ${(requests / 1e6).toFixed(1)} million requests a month the load balancer is the cheaper door.`;
  return [...table(['front door', 'a month', 'a million requests'], rows), `${turn} (${kbPerRequest} kB an answer)`];
}

/** The same for a program, in dollars. */
export function doorsJson(hours: number, kbPerRequest: number): unknown {
  const prices = doorPrices(priceList(), hours, kbPerRequest);
  const of = (door: keyof typeof prices) => ({
    usdPerMonth: prices[door].fixed / 1e6,
    usdPerMillionRequests: prices[door].perMillion / 1e6,
  });
  return {
    doors: Object.fromEntries(FRONT_DOORS.map((door) => [door, of(door)])),
    breakEvenRequestsPerMonth: breakEven(prices),
  };
}

import {
  costOf,
  findPrice,
  HTTP_API_REQUESTS,
  type MicroUsd,
  type PriceList,
  PUBLIC_IPV4,
} from '@bookmark-manager/prices';
import type { DoorKind } from '@bookmark-manager/schedule';
import { lcuHoursOf } from './pricers/load-balancer.ts';

/** What a front door costs a month whether anybody comes or not, and for a million requests. */
export type DoorPrice = { fixed: MicroUsd; perMillion: MicroUsd };

/** A load balancer needs two zones, with a public address in each. */
const ZONES = 2;
const MILLION = 1e6;

/**
 * Both doors side by side, of requests that answer with so many kB. What goes out to the internet costs the same at both.
 * @throws Error when the price list lacks one of their prices
 */
export function doorPrices(prices: PriceList, hours: number, kbPerRequest: number): Record<DoorKind, DoorPrice> {
  const cost = (service: string, usageType: string, quantity: number): MicroUsd => {
    const price = findPrice(prices, service, usageType);
    if (!price) throw new Error(`the price list has no ${service} "${usageType}"`);
    return costOf(price, quantity);
  };
  return {
    alb: {
      fixed: cost('ELB', 'APN1-LoadBalancerUsage (Application)', hours) + cost('VPC', PUBLIC_IPV4, hours * ZONES),
      perMillion: cost('ELB', 'APN1-LCUUsage (Application)', lcuHoursOf(MILLION, kbPerRequest)),
    },
    'http-api': { fixed: 0, perMillion: cost('API Gateway', HTTP_API_REQUESTS, 1) },
  };
}

/** From how many requests a month on a load balancer is the cheaper door; null: it never is. */
export function breakEven({ alb, 'http-api': httpApi }: Record<DoorKind, DoorPrice>): number | null {
  const more = httpApi.perMillion - alb.perMillion;
  return more > 0 ? Math.round(((alb.fixed - httpApi.fixed) / more) * MILLION) : null;
}

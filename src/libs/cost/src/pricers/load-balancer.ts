import { PUBLIC_IPV4 } from '@bookmark-manager/prices';
import type { Pricer } from '../pricer.ts';
import { combine, exactly, times } from '../range.ts';
import { count, flag, text } from '../values.ts';

/** What one capacity unit carries in an hour. */
const LCU = { newConnectionsPerS: 25, gb: 1 };

export const loadBalancer = {
  aws_lb: {
    reads: ['load_balancer_type', 'internal', 'subnets'],
    price(resource, { hours, usage }) {
      if (text(resource, 'load_balancer_type') !== 'application')
        return [{ item: 'load balancer', unpriced: `only application load balancers are priced` }];
      const zones = count(resource, 'subnets');
      if (zones === undefined) return [{ item: 'load balancer', unpriced: 'in how many zones it is, is not known' }];
      const requests = usage.requests_per_awake_hour;
      const gb = combine(requests, usage.kb_per_request, (each, kb) => (each * kb) / 1e6);
      const lcus = combine(requests, usage.kb_per_request, lcuHoursOf);
      return [
        {
          item: 'load balancer',
          kind: 'fixed',
          service: 'ELB',
          usageType: 'APN1-LoadBalancerUsage (Application)',
          quantity: exactly(hours.all),
        },
        {
          item: 'capacity units',
          kind: 'usage',
          service: 'ELB',
          usageType: 'APN1-LCUUsage (Application)',
          quantity: times(hours.services, lcus),
        },
        ...(flag(resource, 'internal')
          ? []
          : [
              {
                item: `public addresses in ${zones} zones`,
                kind: 'fixed',
                service: 'VPC',
                usageType: PUBLIC_IPV4,
                quantity: exactly(hours.all * zones),
              } as const,
            ]),
        {
          item: 'data to the internet',
          kind: 'usage',
          service: 'Data transfer',
          usageType: 'APN1-DataTransfer-Out-Bytes',
          quantity: times(hours.services, gb),
        },
      ];
    },
  },
} satisfies Record<string, Pricer>;

/** The capacity units of an hour with so many requests, each of so many kB; units times hours, however long they take. */
export function lcuHoursOf(requests: number, kbPerRequest: number): number {
  const gb = (requests * kbPerRequest) / 1e6;
  return Math.max(requests / 3600 / LCU.newConnectionsPerS, gb / LCU.gb);
}

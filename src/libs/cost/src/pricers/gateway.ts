import { HTTP_API_REQUESTS } from '@bookmark-manager/prices';
import type { Pricer, World } from '../pricer.ts';
import { plus, type Range, times } from '../range.ts';

/** What the scheduler asks each minute for the health of two services, while they run. */
const PROBES_AN_HOUR = 120;

export const gateway = {
  aws_apigatewayv2_api: {
    reads: ['name', 'protocol_type'],
    price(_, world) {
      const { hours, usage } = world;
      const gb = times(times(usage.requests_per_awake_hour, usage.kb_per_request), 1e-6);
      return [
        {
          item: 'requests',
          kind: 'usage',
          service: 'API Gateway',
          usageType: HTTP_API_REQUESTS,
          quantity: times(gatewayRequests(world), 1e-6),
        },
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

/** All that a gateway charges for: visitors, the wake page, strangers who are refused, and the scheduler's own questions. */
export function gatewayRequests({ hours, usage }: World): Range {
  const visitors = times(hours.services, usage.requests_per_awake_hour);
  const probes = times(hours.services, PROBES_AN_HOUR);
  return [usage.wake_invocations, usage.refused_requests, probes].reduce(plus, visitors);
}

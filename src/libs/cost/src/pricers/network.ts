import { ENDPOINT_BYTES, ENDPOINT_HOURS, NAT_BYTES, NAT_HOURS, PUBLIC_IPV4 } from '@bookmark-manager/prices';
import type { Pricer } from '../pricer.ts';
import { exactly, times } from '../range.ts';
import { count, text } from '../values.ts';

export const network = {
  aws_vpc: {
    reads: ['cidr_block'],
    price: (_, { usage }) => [
      {
        item: 'data between zones, in both directions',
        kind: 'usage',
        service: 'Data transfer',
        usageType: 'APN1-DataTransfer-Regional-Bytes',
        quantity: times(usage.cross_zone_gb, 2),
      },
    ],
  },
  aws_nat_gateway: {
    reads: ['connectivity_type'],
    price: (_, { hours, usage }) => [
      {
        item: 'NAT gateway',
        kind: 'fixed',
        service: 'NAT gateway',
        usageType: NAT_HOURS,
        quantity: exactly(hours.all),
      },
      { item: 'data through it', kind: 'usage', service: 'NAT gateway', usageType: NAT_BYTES, quantity: usage.nat_gb },
    ],
  },
  aws_eip: {
    reads: ['domain'],
    price: (_, { hours }) => [
      { item: 'public address', kind: 'fixed', service: 'VPC', usageType: PUBLIC_IPV4, quantity: exactly(hours.all) },
    ],
  },
  aws_vpc_endpoint: {
    reads: ['vpc_endpoint_type', 'service_name', 'subnet_ids'],
    counted: { subnet_ids: 'interface_endpoint_azs' },
    price(resource, { hours, usage }) {
      const type = text(resource, 'vpc_endpoint_type');
      if (type === 'Gateway') return [];
      const zones = count(resource, 'subnet_ids');
      if (type !== 'Interface' || zones === undefined)
        return [{ item: 'endpoint', unpriced: 'its type or in how many zones it is, is not known' }];
      const where = zones === 1 ? 'one zone' : `${zones} zones`;
      return [
        {
          item: `${shortOf(text(resource, 'service_name'))} in ${where}`,
          kind: 'fixed',
          service: 'VPC endpoint',
          usageType: ENDPOINT_HOURS,
          quantity: exactly(hours.all * zones),
        },
        {
          item: 'data through it',
          kind: 'usage',
          service: 'VPC endpoint',
          usageType: ENDPOINT_BYTES,
          quantity: usage.endpoint_gb,
        },
      ];
    },
  },
  aws_route53_zone: { reads: ['name'], price: () => [zone('zone')] },
  aws_service_discovery_private_dns_namespace: {
    reads: ['name'],
    price: (_, { hours, usage }) => [
      zone('its zone'),
      {
        item: 'queries',
        kind: 'usage',
        service: 'Route 53',
        usageType: 'DNS-Queries',
        quantity: times(times(hours.services, usage.name_queries_per_awake_hour), 1e-6),
      },
    ],
  },
} satisfies Record<string, Pricer>;

/** `com.amazonaws.ap-northeast-1.ecr.api` → `ecr.api`. */
const shortOf = (service = 'endpoint') => service.replace(/^com\.amazonaws\.[^.]+\./, '');

/** Charged by the month, not by the hour. */
const zone = (item: string) =>
  ({ item, kind: 'fixed', service: 'Route 53', usageType: 'HostedZone', quantity: exactly(1) }) as const;

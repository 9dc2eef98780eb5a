import type { Resource } from '@bookmark-manager/cost';
import { ENDPOINT_HOURS, NAT_HOURS, PUBLIC_IPV4, priceList, sayUsd } from '@bookmark-manager/prices';
import { SERVICES } from '../../names.ts';
import { fixedMonth } from '../../price/fixed-month.ts';
import { type Check, defineCheck, type Finding, fault, note, ok, waits, worst } from '../check.ts';
import type { Network, Table } from '../facts/network.ts';
import type { ServiceFacts } from '../facts/services.ts';

/** What a task without any other way out reaches AWS by: image, layers, log, secrets, ECS Exec. */
const ENDPOINTS = ['ecr.api', 'ecr.dkr', 'logs', 'ssm', 'ssmmessages', 's3'];

/** How tasks reach ECR and SSM, and what is paid for and not needed. */
export const waysOutChecks = {
  'route.out': defineCheck(['network', 'services'], ({ network, services }) => {
    if (network.vpcId === null) return waits('there is no VPC yet');
    const known = SERVICES.flatMap((name) => {
      const service = services.of[name];
      return service ? [{ name, service }] : [];
    });
    if (known.length === 0) return waits('there are no services yet');
    return worst(
      known.map(({ name, service }) => wayOut(name, service, network)),
      ok('Tasks reach ECR and SSM.', sayWay(network)),
    );
  }),
  'network.waste': defineCheck(['network', 'services'], ({ network, services }) => {
    const paid = network.endpoints.filter((endpoint) => endpoint.interface);
    const idle =
      network.nats.length > 0 && SERVICES.every((name) => !services.of[name] || !usesNat(services.of[name], network));
    const direct = SERVICES.every((name) => services.of[name]?.publicAddress !== false);
    return worst(
      [
        idle
          ? waste(
              `NAT gateways that no task uses (${network.nats.length})`,
              // Each has a public address.
              network.nats.flatMap(() => [resource('aws_nat_gateway'), resource('aws_eip')]),
              [NAT_HOURS, PUBLIC_IPV4],
            )
          : null,
        paid.length > 0 && direct
          ? waste(
              `Interface endpoints although tasks have public addresses (${paid.length})`,
              paid.map(({ zones }) => endpoint(Math.max(1, zones))),
              [ENDPOINT_HOURS],
            )
          : null,
      ],
      ok('No NAT gateway and no endpoint is paid for that is not needed.'),
    );
  }),
  endpoints: defineCheck(['network'], ({ network: { endpoints } }) => {
    const broken = endpoints.filter(({ state }) => !['available', 'pending', ''].includes(state));
    return worst(
      broken.map(({ service, state }) => fault(`The endpoint of ${service} does not work.`, state, 'staging up')),
      ok(
        endpoints.length === 0
          ? 'There are no endpoints.'
          : `The endpoints are there: ${endpoints.map(({ service }) => service).join(', ')}.`,
      ),
    );
  }),
} satisfies Record<string, Check>;

const tableOf = ({ tables }: Network, subnet: string): Table | undefined =>
  tables.find(({ subnets }) => subnets.includes(subnet)) ?? tables.find(({ main }) => main);

function wayOut(name: string, service: ServiceFacts, network: Network): Finding | null {
  const problems = service.subnets.flatMap((subnet) => {
    const route = tableOf(network, subnet)?.defaultRoute ?? null;
    if (route === null) {
      const there = new Set(network.endpoints.map(({ service: of }) => of));
      const missing = ENDPOINTS.filter((of) => !there.has(of));
      return missing.length > 0 ? [`${subnet} has no route out, and no endpoint for ${missing.join(', ')}`] : [];
    }
    if (!route.alive) return [`the route of ${subnet} leads to ${route.via}, which is gone`];
    if (route.via.startsWith('igw-') && !service.publicAddress)
      return [`${subnet} leads to the internet gateway, which needs a public address, and tasks have none`];
    return [];
  });
  if (problems.length === 0) return null;
  return fault(`Tasks of ${name} do not reach ECR and SSM: none can start.`, problems.join('; '), 'staging up');
}

function usesNat({ subnets }: ServiceFacts, network: Network): boolean {
  return subnets.some((subnet) => tableOf(network, subnet)?.defaultRoute?.via.startsWith('nat-'));
}

const sayWay = ({ tables }: Network) =>
  [...new Set(tables.flatMap(({ defaultRoute }) => defaultRoute?.via ?? []))].join(', ') || 'by endpoints';

type Charged = Pick<Resource, 'type' | 'values'>;

const resource = (type: string, values: Charged['values'] = {}): Charged => ({ type, values });
const endpoint = (zones: number) => resource('aws_vpc_endpoint', { vpc_endpoint_type: 'Interface', subnet_ids: zones });

function waste(what: string, charged: readonly Charged[], usageTypes: readonly string[]): Finding {
  const month = fixedMonth(charged, priceList());
  return note(
    `${what}: ${month === null ? 'a price that is not known' : sayUsd(month)} a month.`,
    usageTypes.join(', '),
    'Leave them out in infra/terraform/envs/staging/shapes.json, then: staging up',
  );
}

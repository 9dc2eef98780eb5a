import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { paginateDescribeLogGroups, paginateDescribeMetricFilters } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand,
  paginateDescribeNatGateways,
  paginateDescribeVpcEndpoints,
} from '@aws-sdk/client-ec2';
import { paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing-v2';
import { paginateDescribeDBClusters, paginateDescribeDBInstances } from '@aws-sdk/client-rds';
import { ListBucketsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { paginateListNamespaces } from '@aws-sdk/client-servicediscovery';
import type { Clients } from '../aws.ts';
import { CLUSTER, INSTANCE } from '../database/kinds.ts';
import type { Standing } from './levels.ts';

/** Reads what is applied and is paid for, by the same calls as any tool would make. */
export async function readStanding(clients: Clients): Promise<Omit<Standing, 'repositories'>> {
  return together({
    instances: readInstances(clients),
    loadBalancers: readLoadBalancers(clients),
    interfaceEndpoints: readEndpoints(clients),
    natGateways: readNatGateways(clients),
    addresses: readAddresses(clients),
    hostedZones: readHostedZones(clients),
    buckets: readBuckets(clients),
    logGroups: readLogGroups(clients),
    alarms: readAlarms(clients),
    metrics: readMetrics(clients),
  });
}

async function readInstances({ rds: client }: Clients): Promise<Standing['instances']> {
  const [clusters, instances] = await Promise.all([
    collect(paginateDescribeDBClusters({ client }, {}), (page) => page.DBClusters),
    collect(paginateDescribeDBInstances({ client }, {}), (page) => page.DBInstances),
  ]);
  const capacity = new Map(
    clusters.map((one) => [one.DBClusterIdentifier, one.ServerlessV2ScalingConfiguration?.MinCapacity ?? 0]),
  );
  return instances.map((one) => ({
    identifier: one.DBInstanceIdentifier ?? '',
    follows: one.DBClusterIdentifier
      ? CLUSTER.key(one.DBClusterIdentifier)
      : INSTANCE.key(one.DBInstanceIdentifier ?? ''),
    instanceClass: one.DBInstanceClass ?? '',
    storageGib: one.AllocatedStorage ?? 0,
    storageType: one.StorageType ?? '',
    multiAz: one.MultiAZ === true,
    acus: one.DBInstanceClass === 'db.serverless' ? (capacity.get(one.DBClusterIdentifier) ?? 0) : null,
  }));
}

async function readLoadBalancers({ elb: client }: Clients): Promise<Standing['loadBalancers']> {
  const found = await collect(paginateDescribeLoadBalancers({ client }, {}), (page) => page.LoadBalancers);
  return found
    .filter(({ Type }) => Type === 'application')
    .map(({ LoadBalancerName, Scheme, AvailabilityZones = [] }) => ({
      name: LoadBalancerName ?? '',
      isPublic: Scheme !== 'internal',
      zones: AvailabilityZones.map(({ ZoneName, SubnetId }) => ZoneName ?? SubnetId ?? ''),
    }));
}

async function readEndpoints({ ec2: client }: Clients): Promise<Standing['interfaceEndpoints']> {
  const found = await collect(paginateDescribeVpcEndpoints({ client }, {}), (page) => page.VpcEndpoints);
  return found
    .filter(({ VpcEndpointType, State }) => VpcEndpointType === 'Interface' && State?.toLowerCase() !== 'deleted')
    .flatMap(({ VpcEndpointId, ServiceName, SubnetIds = [] }) =>
      SubnetIds.map((zone) => ({ id: ServiceName ?? VpcEndpointId ?? '', zone })),
    );
}

async function readNatGateways({ ec2: client }: Clients): Promise<string[]> {
  const found = await collect(paginateDescribeNatGateways({ client }, {}), (page) => page.NatGateways);
  return found.filter(({ State }) => State === 'available').map(({ NatGatewayId }) => NatGatewayId ?? '');
}

async function readAddresses({ ec2 }: Clients): Promise<Standing['addresses']> {
  const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
  return Addresses.map(({ AllocationId, AssociationId, NetworkInterfaceId }) => ({
    id: AllocationId ?? '',
    isUsed: AssociationId !== undefined || NetworkInterfaceId !== undefined,
  }));
}

async function readHostedZones({ serviceDiscovery: client }: Clients): Promise<string[]> {
  const found = await collect(paginateListNamespaces({ client }, {}), (page) => page.Namespaces);
  return found.filter(({ Type }) => Type?.startsWith('DNS_')).map(({ Id }) => Id ?? '');
}

async function readBuckets({ s3: client }: Clients): Promise<Standing['buckets']> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Promise.all(
    Buckets.map(async ({ Name = '' }) => {
      const objects = await collect(paginateListObjectsV2({ client }, { Bucket: Name }), (page) => page.Contents);
      return { name: Name, bytes: objects.reduce((sum, { Size = 0 }) => sum + Size, 0) };
    }),
  );
}

async function readLogGroups({ logs: client }: Clients): Promise<Standing['logGroups']> {
  const found = await collect(paginateDescribeLogGroups({ client }, {}), (page) => page.logGroups);
  return found.map(({ logGroupName, storedBytes = 0 }) => ({ name: logGroupName ?? '', bytes: storedBytes }));
}

async function readAlarms({ cloudwatch: client }: Clients): Promise<Standing['alarms']> {
  const found = await collect(paginateDescribeAlarms({ client }, {}), (page) => page.MetricAlarms);
  return found.map(({ AlarmName, Metrics = [] }) => ({
    name: AlarmName ?? '',
    metrics: Math.max(1, Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length),
  }));
}

async function readMetrics({ logs: client }: Clients): Promise<string[]> {
  const found = await collect(paginateDescribeMetricFilters({ client }, {}), (page) => page.metricFilters);
  return found.flatMap(({ metricTransformations = [] }) =>
    metricTransformations.map(({ metricName }) => metricName ?? ''),
  );
}

/** Waits for all of them, at once. */
async function together<T extends Record<string, unknown>>(parts: { [Name in keyof T]: Promise<T[Name]> }): Promise<T> {
  const entries = Object.entries(parts).map(async ([name, part]) => [name, await part]);
  return Object.fromEntries(await Promise.all(entries)) as T;
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

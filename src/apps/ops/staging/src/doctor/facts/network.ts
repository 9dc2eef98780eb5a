import {
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import { PREFIX } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';

/** The ways out of the VPC. */
export type Network = {
  /** null: there is no VPC. */
  vpcId: string | null;
  tables: readonly Table[];
  nats: readonly { id: string; state: string }[];
  /** `service` without the region: `ecr.api`, `logs`, `s3`. */
  endpoints: readonly { service: string; interface: boolean; state: string; zones: number }[];
};

/** A route table: the subnets that name it, and where everything else than the VPC goes. */
export type Table = { main: boolean; subnets: readonly string[]; defaultRoute: { via: string; alive: boolean } | null };

export async function readNetwork(options: ClientOptions): Promise<Network> {
  const ec2 = new EC2Client(options);
  const Filters = [{ Name: 'tag:Name', Values: [PREFIX] }];
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters }));
  const vpcId = Vpcs[0]?.VpcId ?? null;
  if (vpcId === null) return { vpcId, tables: [], nats: [], endpoints: [] };
  const inVpc = [{ Name: 'vpc-id', Values: [vpcId] }];
  const [tables, nats, endpoints] = await Promise.all([
    ec2.send(new DescribeRouteTablesCommand({ Filters: inVpc })),
    ec2.send(new DescribeNatGatewaysCommand({ Filter: inVpc })),
    ec2.send(new DescribeVpcEndpointsCommand({ Filters: inVpc })),
  ]);
  return {
    vpcId,
    tables: (tables.RouteTables ?? []).map(tableOf),
    nats: (nats.NatGateways ?? [])
      .map(({ NatGatewayId, State }) => ({ id: NatGatewayId ?? '', state: State ?? '' }))
      .filter(({ state }) => state !== 'deleted'),
    endpoints: (endpoints.VpcEndpoints ?? []).map(({ ServiceName, VpcEndpointType, State, SubnetIds }) => ({
      service: (ServiceName ?? '').split('.').slice(3).join('.'),
      interface: VpcEndpointType === 'Interface',
      state: String(State ?? '').toLowerCase(),
      zones: SubnetIds?.length ?? 0,
    })),
  };
}

function tableOf({ Associations = [], Routes = [] }: RouteTable): Table {
  const route = Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  return {
    main: Associations.some(({ Main }) => Main === true),
    subnets: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    defaultRoute: route
      ? { via: route.GatewayId ?? route.NatGatewayId ?? 'something else', alive: route.State !== 'blackhole' }
      : null,
  };
}

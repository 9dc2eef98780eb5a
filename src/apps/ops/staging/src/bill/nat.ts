import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeNatGatewaysCommand, type EC2Client } from '@aws-sdk/client-ec2';

/** Bytes that went through a NAT gateway in an hour; `at` is ISO 8601 in Z. Charged is what came in, from both sides. */
export type NatHour = { at: string; toInternet: number; fromInternet: number; charged: number };
export type NatTraffic = { id: string; hours: NatHour[] };

type Clients = { ec2: Pick<EC2Client, 'send'>; cloudwatch: Pick<CloudWatchClient, 'send'> };

const HOUR_S = 3600;
const METRICS = {
  toInternet: 'BytesOutToDestination',
  fromInternet: 'BytesInFromDestination',
  fromTasks: 'BytesInFromSource',
} as const;
type Name = keyof typeof METRICS;

/** What went through each NAT gateway that there is, hour by hour; hours without traffic are left out. */
export async function readNatTraffic(clients: Clients, span: { from: Date; until: Date }): Promise<NatTraffic[]> {
  const { NatGateways = [] } = await clients.ec2.send(new DescribeNatGatewaysCommand({}));
  const ids = NatGateways.flatMap(({ NatGatewayId = '', State }) => (State === 'deleted' ? [] : NatGatewayId));
  return Promise.all(ids.map(async (id) => ({ id, hours: await readHours(clients.cloudwatch, id, span) })));
}

async function readHours(
  cloudwatch: Clients['cloudwatch'],
  id: string,
  { from, until }: { from: Date; until: Date },
): Promise<NatHour[]> {
  const bytes = new Map<string, Record<Name, number>>();
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: from,
        EndTime: until,
        MetricDataQueries: Object.entries(METRICS).map(([name, MetricName]) => ({
          Id: name,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/NATGateway',
              MetricName,
              Dimensions: [{ Name: 'NatGatewayId', Value: id }],
            },
            Period: HOUR_S,
            Stat: 'Sum',
          },
        })),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? [])
      for (const [index, at] of Timestamps.entries()) {
        const hour = bytes.get(at.toISOString()) ?? { toInternet: 0, fromInternet: 0, fromTasks: 0 };
        hour[Id as Name] += Values[index] ?? 0;
        bytes.set(at.toISOString(), hour);
      }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return [...bytes]
    .map(([at, { toInternet, fromInternet, fromTasks }]) => ({
      ...{ at, toInternet, fromInternet, charged: fromTasks + fromInternet },
    }))
    .filter(({ charged, toInternet }) => charged + toInternet > 0)
    .toSorted((one, other) => one.at.localeCompare(other.at));
}

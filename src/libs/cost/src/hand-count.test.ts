import { readFileSync } from 'node:fs';
import { priceList } from '@bookmark-manager/prices';
import type { ScheduleSlice } from '@bookmark-manager/schedule';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { estimate } from './estimate.ts';
import { hoursOf } from './hours.ts';
import { exactly } from './range.ts';
import { recorded, SHAPES, sliceOf, usageOf } from './testing.ts';

// Counted by hand: prices are read from their file by name, everything else is arithmetic with what shapes.json, the calendar of
// December 2026 and usage.json say. No code of the estimate is used.

const FILE = new URL('../../prices/ap-northeast-1.json', import.meta.url);
const rows = z
  .object({ prices: z.array(z.object({ service: z.string(), usage_type: z.string(), usd: z.number() })) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8'))).prices;
const usd = (service: string, usageType: string): number =>
  rows.find((row) => row.service === service && row.usage_type === usageType)?.usd ?? Number.NaN;

/** 31 days. */
const MONTH = 31 * 24;
/** 23 weekdays, none of them a public holiday, 13 hours each. */
const OPEN = 23 * 13;
/** Each of the 23 openings is prepared for a quarter of an hour. */
const OPEN_AND_LEAD = OPEN + 23 * 0.25;
/** What `usage.json` expects of a shape that only people wake. */
const VISITED = 40;

const X86 = 0.25 * usd('Fargate', 'APN1-Fargate-vCPU-Hours:perCPU') + 0.5 * usd('Fargate', 'APN1-Fargate-GB-Hours');
const ARM =
  0.25 * usd('Fargate', 'APN1-Fargate-ARM-vCPU-Hours:perCPU') + 0.5 * usd('Fargate', 'APN1-Fargate-ARM-GB-Hours');
const ADDRESS = usd('VPC', 'APN1-PublicIPv4:InUseAddress');

/** The load balancer in two zones with an address in each, and the private zone of Cloud Map. */
const DOOR =
  MONTH * usd('ELB', 'APN1-LoadBalancerUsage (Application)') + MONTH * 2 * ADDRESS + usd('Route 53', 'HostedZone');
/** The private zone of Cloud Map: an HTTP API and its link cost nothing by the hour. */
const DOOR_OF_REQUESTS = usd('Route 53', 'HostedZone');
const ARM_SPOT =
  0.25 * usd('Fargate', 'APN1-SpotUsage-Fargate-ARM-vCPU-Hours:perCPU') +
  0.5 * usd('Fargate', 'APN1-SpotUsage-Fargate-ARM-GB-Hours');
/** Of the wake page, of strangers, and in each hour awake 200 of visitors and two a minute that ask for health. */
const requests = (hours: number) => (500 + 5000 + hours * (200 + 120)) * 1e-6;
/** 20 GB. Three GB of backups are less than what is free. */
const STORED = 20 * usd('RDS', 'APN1-RDS:GP3-Storage');
const RDS_HOUR = usd('RDS', 'APN1-InstanceUsage:db.t4g.micro');
const THREE_ENDPOINTS = 3 * MONTH * usd('VPC endpoint', 'APN1-VpcEndpoint-Hours');

/** Of each GB of image in two repositories, 0.2 GB of objects with 1,000 writes and 10,000 reads, half a GB between zones, both ways. */
const KEPT =
  2 * usd('ECR', 'APN1-TimedStorage-ByteHrs (ECR)') +
  0.2 * usd('S3', 'APN1-TimedStorage-ByteHrs') +
  usd('S3', 'APN1-Requests-Tier1') +
  10 * usd('S3', 'APN1-Requests-Tier2') +
  0.5 * 2 * usd('Data transfer', 'APN1-DataTransfer-Regional-Bytes');
/** 360 queries an hour; 200 requests of 20 kB, which are 4 MB of an LCU's GB. */
const anHourOfUse = 360e-6 * usd('Route 53', 'DNS-Queries') + 0.004 * usd('ELB', 'APN1-LCUUsage (Application)');
/** Two services, four hours each of deployments and the like. */
const extra = (task: number) => 2 * 4 * task;

const HAND_COUNTS: Readonly<Record<string, number>> = {
  'by-the-book':
    DOOR +
    THREE_ENDPOINTS +
    STORED +
    MONTH * RDS_HOUR +
    2 * OPEN * (X86 + ADDRESS) +
    extra(X86 + ADDRESS) +
    // 0.3 GB through each endpoint.
    3 * 0.3 * usd('VPC endpoint', 'APN1-VpcEndpoint-Bytes') +
    KEPT +
    OPEN * anHourOfUse,
  lean:
    DOOR +
    STORED +
    OPEN_AND_LEAD * RDS_HOUR +
    2 * OPEN_AND_LEAD * (ARM + ADDRESS) +
    extra(ARM + ADDRESS) +
    KEPT +
    OPEN_AND_LEAD * anHourOfUse,
  'when-visited':
    DOOR +
    STORED +
    VISITED * RDS_HOUR +
    2 * VISITED * (ARM + ADDRESS) +
    extra(ARM + ADDRESS) +
    KEPT +
    VISITED * anHourOfUse,
  minimal:
    DOOR_OF_REQUESTS +
    STORED +
    VISITED * RDS_HOUR +
    2 * VISITED * (ARM_SPOT + ADDRESS) +
    extra(ARM_SPOT + ADDRESS) +
    KEPT +
    requests(VISITED) * usd('API Gateway', 'APN1-ApiGatewayHttpRequest') +
    VISITED * 360e-6 * usd('Route 53', 'DNS-Queries'),
  'always-on':
    DOOR +
    THREE_ENDPOINTS +
    STORED +
    MONTH * RDS_HOUR +
    2 * MONTH * (X86 + ADDRESS) +
    extra(X86 + ADDRESS) +
    3 * 0.3 * usd('VPC endpoint', 'APN1-VpcEndpoint-Bytes') +
    KEPT +
    MONTH * anHourOfUse,
  before:
    DOOR +
    // The NAT gateway, its address, five GB through it.
    MONTH * (usd('NAT gateway', 'APN1-NatGateway-Hours') + ADDRESS) +
    5 * usd('NAT gateway', 'APN1-NatGateway-Bytes') +
    // Half an ACU, and a tenth of the way to a whole one; two GB; 3,000 requests of I/O an hour.
    MONTH * (0.5 + 0.1 * 0.5) * usd('Aurora', 'APN1-Aurora:ServerlessV2Usage') +
    2 * usd('Aurora', 'APN1-Aurora:StorageUsage') +
    MONTH * 3000e-6 * usd('Aurora', 'APN1-Aurora:StorageIOUsage') +
    // Its tasks have no address of their own.
    2 * MONTH * X86 +
    extra(X86) +
    // 13 metrics of the cluster and 25 of each service, of which ten are free; its log is less than the free 5 GB.
    (13 + 2 * 25 - 10) * usd('CloudWatch', 'Container Insights (ECS, standard)') +
    KEPT +
    MONTH * anHourOfUse,
};

describe('a month counted by hand', () => {
  it('is there for every shape', () => {
    expect(Object.keys(HAND_COUNTS).toSorted()).toEqual(SHAPES.toSorted());
  });

  it.each(Object.entries(HAND_COUNTS))('of %s, USD %d, is what the estimate says, to a hundredth', (shape, counted) => {
    const hours = hoursOf(sliceOf(shape), '2026-12', usageOf());
    const { total, unpriced } = estimate(recorded(shape), priceList(), hours, usageOf());
    expect(unpriced).toEqual([]);
    const estimated = (total?.expected ?? Number.NaN) / 1e6;
    expect(Math.abs(estimated / counted - 1), `${estimated} against ${counted}`).toBeLessThan(0.01);
  });

  // Wide enough for a change of prices, too narrow for a forgotten part.
  it.each([
    ['by-the-book', 85, 100],
    ['lean', 43, 52],
    ['when-visited', 28, 35],
    ['minimal', 4.5, 6],
  ])('of %s is from USD %d to USD %d', (shape, least, most) => {
    expect(HAND_COUNTS[shape]).toBeGreaterThan(least);
    expect(HAND_COUNTS[shape]).toBeLessThan(most);
  });
});

describe('minimal', () => {
  /** A month of it, its tasks on that capacity, awake for so many hours. */
  const month = (capacity: 'FARGATE' | 'FARGATE_SPOT', slice: ScheduleSlice, visited: number): number => {
    const usage = { ...usageOf(), visited_hours: exactly(visited) };
    const resources = recorded('minimal').resources.map((resource) =>
      resource.type === 'aws_ecs_service'
        ? {
            ...resource,
            values: { ...resource.values, capacity_provider_strategy: [{ capacity_provider: capacity, weight: 1 }] },
          }
        : resource,
    );
    const { total } = estimate({ resources }, priceList(), hoursOf(slice, '2026-12', usage), usage);
    return (total?.expected ?? Number.NaN) / 1e6;
  };

  it.each([
    ['awake for 60 hours, all on demand', 'FARGATE', 'minimal', 8],
    ['awake for 60 hours, on Spot', 'FARGATE_SPOT', 'minimal', 6.5],
    ['in office hours, all on demand', 'FARGATE', 'lean', 22.5],
    ['in office hours, on Spot', 'FARGATE_SPOT', 'lean', 17.5],
  ] as const)('%s is no more than its bar', (_, capacity, calendar, most) => {
    expect(month(capacity, sliceOf(calendar), 60)).toBeLessThanOrEqual(most);
  });
});

import { type PriceList, parsePriceList, priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import { type Charge, chargesOf, unitOf } from './charge.ts';
import { LCU } from './lcu.ts';
import type { Entry, Hour } from './ledger.ts';

const list = priceList();
const entry = (service: string, usageType: string, quantity: number, resource = 'x'): Entry => {
  return { service, usageType, resource, quantity };
};
const on = (hour: string, ...entries: Entry[]): Hour => ({ hour, entries });
const usd = (charges: readonly Charge[]) => charges.reduce((sum, { picoUsd }) => sum + picoUsd, 0) / 1e12;
const quantity = (charges: readonly Charge[]) => charges.reduce((sum, one) => sum + one.quantity, 0);
/** Every hour of December 2026. */
const DECEMBER = Array.from({ length: 744 }, (_, index) =>
  new Date(Date.UTC(2026, 11, 1) + index * 3_600_000).toISOString().slice(0, 13),
);

describe('what is charged by the hour', () => {
  it('is charged for the part of an hour that it was there', () => {
    const charges = chargesOf([on('2026-12-01T10', entry('RDS', 'APN1-InstanceUsage:db.t4g.micro', 0.25))], list);
    expect(charges).toEqual([expect.objectContaining({ quantity: 0.25, unit: 'hour' })]);
    expect(usd(charges)).toBeCloseTo(0.025 / 4, 10);
  });

  it.each([
    ['ELB', LCU.balancer, 0.0243],
    ['NAT gateway', 'APN1-NatGateway-Hours', 0.062],
    ['VPC endpoint', 'APN1-VpcEndpoint-Hours', 0.014],
  ])('of %s a part of an hour is charged as the whole, for each of them', (service, usageType, price) => {
    const hour = on(
      '2026-12-01T10',
      entry(service, usageType, 0.01, 'a'),
      entry(service, usageType, 1.0000000002, 'b'),
    );
    const charges = chargesOf([hour], list);
    expect(quantity(charges)).toBe(2);
    expect(usd(charges)).toBeCloseTo(2 * price, 10);
  });

  it('is one line for all resources of a usage type', () => {
    const vcpu = 'APN1-Fargate-ARM-vCPU-Hours:perCPU';
    const charges = chargesOf(
      [on('2026-12-01T10', entry('Fargate', vcpu, 0.25, 'a'), entry('Fargate', vcpu, 0.25, 'b'))],
      list,
    );
    expect(charges).toHaveLength(1);
    expect(usd(charges)).toBeCloseTo(0.5 * 0.04045, 10);
  });
});

describe('what is priced by the month', () => {
  it('is charged by the hours of that month: 20 GB in all of them are 20 GB-months', () => {
    const charges = chargesOf(
      DECEMBER.map((hour) => on(hour, entry('RDS', 'APN1-RDS:GP3-Storage', 20))),
      list,
    );
    expect(quantity(charges)).toBeCloseTo(20, 9);
    expect(usd(charges)).toBeCloseTo(20 * 0.138, 9);
  });

  it('is a hosted zone once, in its first hour, and again in the next month', () => {
    const zone = entry('Route 53', 'HostedZone', 1);
    const charges = chargesOf(
      [...DECEMBER, '2027-01-01T00'].map((hour) => on(hour, zone)),
      list,
    );
    expect(charges.filter((one) => one.picoUsd > 0).map(({ hour }) => hour)).toEqual([
      '2026-12-01T00',
      '2027-01-01T00',
    ]);
    expect(usd(charges)).toBeCloseTo(1, 10);
  });
});

describe('what is free', () => {
  it('is used up from the beginning of the month, and is there anew in the next', () => {
    const logs = (gb: number) => entry('CloudWatch', 'APN1-DataProcessing-Bytes', gb);
    const charges = chargesOf(
      [on('2026-12-01T00', logs(4)), on('2026-12-20T00', logs(3)), on('2027-01-01T00', logs(4))],
      list,
    );
    expect(charges.map((one) => one.picoUsd / 1e12)).toEqual([0, 2 * 0.76, 0]);
    expect(charges.map((one) => one.quantity)).toEqual([4, 3, 4]);
  });

  it('is shared by what is written into logs and what is kept of it', () => {
    const written = entry('CloudWatch', 'APN1-DataProcessing-Bytes', 4);
    const kept = entry('CloudWatch', 'APN1-TimedStorage-ByteHrs (logs)', 3 * 744);
    const charges = chargesOf([on('2026-12-01T00', written), on('2026-12-02T00', kept)], list);
    expect(charges.map((one) => one.picoUsd / 1e12)).toEqual([0, expect.closeTo(2 * 0.033, 10)]);
  });

  it.each([
    ['Lambda', 'APN1-Request', 1_000_000],
    ['Lambda', 'APN1-Lambda-GB-Second-ARM', 400_000],
    ['Data transfer', 'APN1-DataTransfer-Out-Bytes', 100],
  ])('of %s %s is %i', (service, usageType, amount) => {
    const charge = (more: number) =>
      usd(chargesOf([on('2026-12-01T00', entry(service, usageType, amount + more))], list));
    expect(charge(0)).toBe(0);
    expect(charge(1)).toBeGreaterThan(0);
  });
});

describe('a load balancer’s capacity', () => {
  it('is charged by what is used most in each hour', () => {
    const counted = (connections: number, bytes: number) => [
      entry('ELB', LCU.connections, connections),
      entry('ELB', LCU.bytes, bytes),
    ];
    const charges = chargesOf(
      [on('2026-12-01T00', ...counted(45_000, 1e8)), on('2026-12-01T01', ...counted(9000, 3e9))],
      list,
    );
    expect(charges.map((one) => [one.usageType, one.quantity])).toEqual([
      [LCU.charged, 0.5],
      [LCU.charged, 3],
    ]);
    expect(usd(charges)).toBeCloseTo(3.5 * 0.008, 10);
  });
});

describe('a usage without a price', () => {
  it('is told once, and charged for nothing', () => {
    const told: string[] = [];
    const strange = entry('RDS', 'APN1-InstanceUsage:db.r9.huge', 1);
    const lived = entry('rehearsal', 'lived', 1);
    const charges = chargesOf([on('2026-12-01T00', strange, lived), on('2026-12-01T01', strange)], list, (...names) =>
      told.push(names.join(' ')),
    );
    expect(charges).toEqual([]);
    expect(told).toEqual(['RDS APN1-InstanceUsage:db.r9.huge']);
  });
});

it.each([
  ['hour', 'hour', 1],
  ['1M requests', 'requests', 1_000_000],
  ['10,000 calls', 'calls', 10_000],
  ['1,000 requests', 'requests', 1000],
  ['GB-month', 'GB-month', 1],
])('a price for "%s" is for %s by %i', (text, unit, size) => {
  expect(unitOf(text)).toEqual({ unit, size });
});

it('charges what a price for many costs each', () => {
  const cheap: PriceList = parsePriceList({
    ...{ region: 'ap-northeast-1', currency: 'USD', compiledOn: '2026-11-23', newestSource: '2026-10-10' },
    ...{ monthHours: 730, note: 'x' },
    prices: [
      {
        ...{ service: 'S3', usage_type: 'APN1-Requests-Tier1', description: 'x', unit: '1,000 requests', usd: 0.0047 },
        ...{ effective_date_or_source_date: '2026-10-08', source: 'x', confidence: 'high' },
      },
    ],
  });
  expect(usd(chargesOf([on('2026-12-01T00', entry('S3', 'APN1-Requests-Tier1', 500))], cheap))).toBeCloseTo(
    0.00235,
    12,
  );
});

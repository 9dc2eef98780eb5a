import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  ageInDays,
  billedService,
  billedUsageType,
  databaseUsage,
  FARGATE_STORAGE,
  fargateUsage,
  findPrice,
  oldest,
  PUBLIC_IPV4,
  priceList,
} from './index.ts';
import { parsePriceList } from './schema.ts';

const FILE = new URL('../ap-northeast-1.json', import.meta.url);
const facts = z
  .object({ prices: z.array(z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8')));
const list = priceList();
const fact = {
  service: 'RDS',
  usage_type: 'APN1-X',
  description: 'x',
  unit: 'hour',
  usd: 0.025,
  effective_date_or_source_date: '2026-10-08 (RDS list)',
  source: 'somebody',
  confidence: 'high',
};
const fileOf = (...prices: object[]) => ({
  region: 'ap-northeast-1',
  currency: 'USD',
  compiledOn: '2026-11-23',
  newestSource: '2026-10-10',
  monthHours: 730,
  note: 'x',
  prices,
});
const read = (changes: object) => parsePriceList(fileOf({ ...fact, ...changes })).prices[0];

describe('the list', () => {
  it('has every fact of its file, to the last digit', () => {
    expect(list.prices).toHaveLength(facts.prices.length);
    expect(list.prices.map(({ picoUsd }) => picoUsd / 1e12)).toEqual(facts.prices.map(({ usd }) => usd));
    expect(list.prices.every(({ picoUsd }) => Number.isSafeInteger(picoUsd))).toBe(true);
  });

  it('says of each price where it is from and of when, and admits where no date is known', () => {
    expect(list.prices.filter(({ source }) => source.trim() === '')).toEqual([]);
    const undated = list.prices.filter(({ asOf }) => asOf === null).map(({ dated }) => dated);
    expect(undated.filter((dated) => !/^(undated|estimate|unsourced)/.test(dated))).toEqual([]);
  });

  it('has a row among the services for each of its own', () => {
    for (const price of list.prices) expect(billedService(price), price.service).toMatch(/^[A-Z]/);
    expect(() => billedService({ service: 'Teleport' })).toThrow('services.ts has no row for "Teleport"');
  });

  it.each([
    ['APN1-LoadBalancerUsage (Application)', 'APN1-LoadBalancerUsage'],
    ['APN1-InstanceUsage:db.t4g.micro', 'APN1-InstanceUsage:db.t4g.micro'],
  ])('calls %s on the bill %s', (usageType, billed) => {
    expect(billedUsageType({ usageType })).toBe(billed);
  });

  it('is for Tokyo, in dollars', () => {
    expect(list).toMatchObject({ region: 'ap-northeast-1', currency: 'USD', monthHours: 730 });
  });

  it.each([
    ['Fargate', fargateUsage({ architecture: 'X86_64', spot: false }).vcpu, 'vCPU-hour'],
    ['Fargate', fargateUsage({ architecture: 'X86_64', spot: true }).vcpu, 'vCPU-hour'],
    ['Fargate', fargateUsage({ architecture: 'ARM64', spot: false }).memory, 'GB-hour'],
    ['Fargate', fargateUsage({ architecture: 'ARM64', spot: true }).memory, 'GB-hour'],
    ['Fargate', FARGATE_STORAGE, 'GB-hour'],
    ['VPC', PUBLIC_IPV4, 'address-hour'],
    ['RDS', databaseUsage('db.t4g.micro'), 'hour'],
  ])('knows %s %s by the %s', (service, usageType, unit) => {
    expect(findPrice(list, service, usageType)?.unit).toBe(unit);
  });

  it('has no price for what it does not know', () => {
    expect(findPrice(list, 'RDS', databaseUsage('db.r9.huge'))).toBeUndefined();
    expect(findPrice(list, 'VPC', databaseUsage('db.t4g.micro'))).toBeUndefined();
  });
});

describe('a fact', () => {
  it.each([
    ['2026-10-08 (RDS list pub. 2026-10-06)', '2026-10-08'],
    ['2026-10', '2026-10'],
    ['2018', '2018'],
    ['2024-02-01 onward', '2024-02-01'],
    ['undated', null],
    ['estimate', null],
  ])('dated "%s" is of %s', (effective_date_or_source_date, asOf) => {
    expect(read({ effective_date_or_source_date })).toMatchObject({ asOf, dated: effective_date_or_source_date });
  });

  it.each([
    ['high', 'high', null],
    ['medium (one source)', 'medium', 'one source'],
    ['low (estimate)', 'low', 'estimate'],
  ])('that is "%s" is %s, for this reason: %s', (confidence, level, doubt) => {
    expect(read({ confidence })).toMatchObject({ confidence: level, doubt });
  });

  it.each([
    [{ confidence: 'sure' }],
    [{ usd: -1 }],
    [{ usd: '0.025' }],
    [{ source: '' }],
    [{ unknown: 1 }],
    [{ effective_date_or_source_date: undefined }],
  ])('is refused with %j', (changes) => {
    expect(() => read(changes)).toThrow(z.ZodError);
  });

  it('that is there twice is refused', () => {
    expect(() => parsePriceList(fileOf(fact, fact))).toThrow(/two prices are called \\"RDS APN1-X\\"/);
  });
});

describe('an age', () => {
  const now = new Date('2026-11-26T12:00:00Z');

  it.each([
    ['2026-11-26', 0],
    ['2026-10-08', 49],
    ['2026-11', 25],
    ['2025', 694],
    ['2027', 0],
    [null, null],
  ])('%s is %s days old', (asOf, days) => {
    expect(ageInDays(asOf, now)).toBe(days);
  });

  it('of several prices is that of the oldest, and unknown when one has none', () => {
    const of = (asOf: string | null) => ({ ...list.prices[0], asOf }) as (typeof list.prices)[number];
    expect(oldest([of('2026-10-08'), of('2026-09'), of('2026-09-02')])).toBe('2026-09');
    expect(oldest([of('2026-10-08'), of(null)])).toBeNull();
    expect(oldest([])).toBeNull();
  });
});

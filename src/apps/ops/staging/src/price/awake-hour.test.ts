import type { TaskSize } from '@bookmark-manager/cost';
import { priceList } from '@bookmark-manager/prices';
import { describe, expect, it } from 'vitest';
import { sizeOf } from './applied.ts';
import { awakeHour } from './awake-hour.ts';
import { LEAN, TASK as task, web } from './testing.ts';

const list = priceList();
const microUsd = (usageType: string) => {
  const price = list.prices.find((each) => each.usageType === usageType);
  return (price?.picoUsd ?? Number.NaN) / 1e6;
};

describe('an hour awake', () => {
  it('costs the tasks, their public addresses, and the database that sleeps', () => {
    const perTask =
      microUsd('APN1-Fargate-ARM-vCPU-Hours:perCPU') / 4 +
      microUsd('APN1-Fargate-ARM-GB-Hours') / 2 +
      microUsd('APN1-PublicIPv4:InUseAddress');
    const hour = awakeHour(LEAN, list);
    expect(hour.items).toHaveLength(7);
    expect(Math.abs(hour.microUsd - (2 * perTask + microUsd('APN1-InstanceUsage:db.t4g.micro')))).toBeLessThanOrEqual(
      2,
    );
    expect(Number.isInteger(hour.microUsd)).toBe(true);
    expect(hour.unpriced).toEqual([]);
  });

  it.each<[string, Partial<TaskSize>, string[]]>([
    ['x86', { architecture: 'X86_64' }, ['APN1-Fargate-vCPU-Hours:perCPU', 'APN1-Fargate-GB-Hours']],
    ['Spot', { spot: true }, ['APN1-SpotUsage-Fargate-ARM-vCPU-Hours:perCPU', 'APN1-SpotUsage-Fargate-ARM-GB-Hours']],
  ])('is priced as %s where it is', (_, changes, usageTypes) => {
    const { items } = awakeHour(web({ ...changes, publicAddress: false }), list);
    expect(items.map(({ price }) => price.usageType)).toEqual(usageTypes);
  });

  it('grows with the awake count, and is nothing for a count of 0', () => {
    const [one, three] = [1, 3].map((count) => awakeHour(web({}, count), list).microUsd);
    expect(Math.abs((three ?? 0) - 3 * (one ?? 0))).toBeLessThanOrEqual(3);
    expect(awakeHour(web({}, 0), list)).toEqual({ microUsd: 0, items: [], unpriced: [] });
  });

  it('counts storage above the 20 GB that are free', () => {
    const what = (storageGb: number) => awakeHour(web({ storageGb }), list).items.map((item) => item.what);
    expect(what(20)).not.toContain("web's storage above 20 GB");
    const { items } = awakeHour(web({ storageGb: 50 }), list);
    expect(items.find((item) => item.what === "web's storage above 20 GB")).toMatchObject({
      quantity: 30,
      microUsd: Math.round(30 * microUsd('APN1-Fargate-EphemeralStorage-GB-Hours')),
    });
  });

  it('names what has no price instead of taking it for free', () => {
    expect(
      awakeHour({ services: [], database: { instanceClass: 'db.r9.huge', multiAz: false } }, list).unpriced,
    ).toEqual(['the database (the price list has no RDS "APN1-InstanceUsage:db.r9.huge")']);
    expect(
      awakeHour({ services: [], database: { instanceClass: 'db.t4g.micro', multiAz: true } }, list).unpriced,
    ).toEqual(['the database (the price list has no db.t4g.micro in two zones)']);
    const elsewhere = { services: [{ name: 'web', awakeCount: 1, task: null }], database: null };
    expect(awakeHour(elsewhere, list).unpriced).toEqual(['web (its tasks do not run on Fargate alone)']);
  });

  it('of Aurora costs its least capacity', () => {
    const { items } = awakeHour({ services: [], database: { minAcu: 0.5, maxAcu: 1 } }, list);
    expect(items.map(({ what, microUsd }) => [what, microUsd])).toEqual([
      ["the database's 0.5 ACU, the least", 75_000],
    ]);
  });
});

describe('a task', () => {
  const definition = { cpu: '256', memory: '512', runtimePlatform: { cpuArchitecture: 'ARM64' } } as const;
  const strategy = (...names: string[]) => ({
    capacityProviderStrategy: names.map((capacityProvider) => ({ capacityProvider, weight: 1 })),
  });

  it('has the size that its definition says, in the units that are paid for', () => {
    expect(sizeOf({ launchType: 'FARGATE' }, { ...definition, ephemeralStorage: { sizeInGiB: 40 } })).toEqual({
      ...task,
      storageGb: 40,
      publicAddress: false,
    });
    expect(
      sizeOf(
        {
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: [], assignPublicIp: 'ENABLED' } },
        },
        { cpu: '1024', memory: '2048' },
      ),
    ).toMatchObject({ vcpus: 1, memoryGb: 2, architecture: 'X86_64', publicAddress: true });
  });

  it.each([
    [['FARGATE_SPOT'], true],
    [['FARGATE'], false],
    [['FARGATE', 'FARGATE_SPOT'], false],
  ])('of the providers %j is on Spot: %s', (names, spot) => {
    expect(sizeOf(strategy(...names), definition)?.spot).toBe(spot);
  });

  it('that does not run on Fargate has no size', () => {
    expect(sizeOf(strategy('my-machines'), definition)).toBeNull();
    expect(sizeOf({ launchType: 'EC2' }, definition)).toBeNull();
  });
});

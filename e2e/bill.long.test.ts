import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assuming, type Bill, bill, itemsOf, usedOf } from './bill.ts';
import { clock, runClock } from './clock.ts';
import { endRehearsal, staging, startRehearsal } from './rehearsal.ts';
import type { Report } from './schedule.ts';
import { openShell } from './shell.ts';

/**
 * A month that is really lived, with every wake and every sleep of the real scheduler: what it cost, beside what was estimated.
 * Days are those of UTC, so it begins at nine in the morning of 1 December in Tokyo.
 */
const [FROM, UNTIL] = ['2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'];
const PART = 0.02;
/** What is smaller than this comes to nothing on a bill. */
const CENT = 0.01;

let report: Report;
let month: Bill;
beforeAll(async () => {
  delete process.env.STAGING_SHAPE;
  await endRehearsal();
  await startRehearsal(['--as-scheduled']);
  await clock({ set: FROM });
  report = await runClock({ until: UNTIL, speed: 'max' });
  month = await bill('--month', '2026-12');
}, 2_400_000);
afterAll(() => endRehearsal());

const near = (one: number, other: number) => Math.abs(one - other) <= Math.max(CENT, PART * Math.max(one, other));
const kindsOf = ({ expected }: Pick<Bill['services'][number]['items'][number], 'expected'>) =>
  expected.filter(({ usd, quantity }) => usd > 0 || quantity > 0).map(({ kind }) => kind);
const awakeHours = (resource: string) => report.hours.find((one) => one.resource === resource)?.awake ?? 0;

describe('the bill of a month', () => {
  it('agrees with the estimate within 2 % for each item that is fixed or scheduled', () => {
    const items = itemsOf(month).filter((item) => kindsOf(item).length > 0 && !kindsOf(item).includes('usage'));
    expect(items.map(({ usageType }) => usageType)).toEqual(
      expect.arrayContaining([
        'APN1-LoadBalancerUsage',
        'APN1-InstanceUsage:db.t4g.micro',
        'APN1-RDS:GP3-Storage',
        'HostedZone',
      ]),
    );
    expect(items.filter(({ bill, estimate }) => !near(bill, estimate))).toEqual([]);
  });

  it('agrees within 2 % for each item, once the estimate is given what was used', async () => {
    const taskHours = awakeHours('web') + awakeHours('api');
    const logs = usedOf(month, /^APN1-DataProcessing-Bytes$/, /CloudWatch/);
    const kept = usedOf(month, /^APN1-TimedStorage-ByteHrs$/, /CloudWatch/);
    const file = assuming({
      log_mb_per_task_hour: (logs * 1000) / taskHours,
      log_compression: kept / ((logs * 7) / 30),
      image_gb_per_repository: usedOf(month, /^APN1-TimedStorage-ByteHrs$/, /ECR/) / 2,
      bucket_gb: usedOf(month, /^APN1-TimedStorage-ByteHrs$/, /Simple Storage/),
    });
    const measured = await bill('--month', '2026-12', '--usage', file);
    expect(itemsOf(measured).filter(({ bill, estimate }) => !near(bill, estimate))).toEqual([]);
    expect(Math.abs(measured.total.difference)).toBeLessThanOrEqual(PART * measured.total.estimate);
  });

  it('charges for what ran: a task for each hour that a service was awake, nothing for a database that sleeps', () => {
    const vcpuHours = usedOf(month, /vCPU-Hours/);
    expect(near(vcpuHours, (awakeHours('web') + awakeHours('api')) * 0.25)).toBe(true);
    expect(usedOf(month, /InstanceUsage/)).toBeLessThan(awakeHours('database'));
    expect(usedOf(month, /InstanceUsage/)).toBeGreaterThan(awakeHours('web') - 1);
    const saturday = month.services.find(({ awsService }) => awsService === 'Amazon Elastic Container Service')
      ?.days[4];
    expect(saturday).toMatchObject({ day: '2026-12-05', bill: 0, estimate: 0 });
  });

  it('is the same by day, by AWS service, and as the specification asks for it', async () => {
    const sum = (parts: readonly { bill: number }[]) => parts.reduce((total, one) => total + one.bill, 0);
    expect(sum(month.days)).toBeCloseTo(month.total.bill, 3);
    expect(sum(month.services)).toBeCloseTo(month.total.bill, 3);
    const shell = await openShell();
    const asked = await shell(
      "aws ce get-cost-and-usage --time-period Start=2026-12-01,End=2027-01-01 --granularity MONTHLY --metrics BlendedCost --query 'ResultsByTime[0].Total.BlendedCost.Amount' --output text",
    );
    expect(Number(asked.stdout)).toBeCloseTo(month.total.bill, 2);
  });
});

describe('a day that was longer than planned', () => {
  it('is explained by the lease that made it so, on the bill of that day, which a restart does not change', async () => {
    await clock({ set: '2027-01-09T01:00:00Z' });
    expect((await staging('start', '--for', '5h', '--why', 'a demo')).code).toBe(0);
    await runClock({ until: '2027-01-10T00:00:00Z', speed: 'max' });
    const saturday = await bill('--from', '2027-01-09', '--to', '2027-01-09');
    expect(usedOf(saturday, /vCPU-Hours/)).toBeGreaterThan(2.3);
    expect(saturday.notes).toContainEqual(
      expect.stringMatching(/^(5 h|4 h 5\d min) awake beside the calendar: .*a demo/),
    );
    await endRehearsal();
    await startRehearsal(['--as-scheduled']);
    await clock({ set: '2027-01-10T00:00:00Z' });
    const after = await bill('--from', '2027-01-09', '--to', '2027-01-09');
    expect(after.total.bill).toBeCloseTo(saturday.total.bill, 6);
  });
});

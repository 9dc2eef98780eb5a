import { describe, expect, it } from 'vitest';
import { explain, isNotable } from './explain.ts';
import { compared, NO_FACTS } from './testing.ts';

const scheduled = (bill: number, estimate: number) => ({
  ...{ usageType: 'APN1-Fargate-GB-Hours', quantity: 1, bill, estimate },
  expected: [{ kind: 'scheduled' as const, quantity: 1, estimate }],
});
const used = (bill: number, estimate: number) => ({
  ...{ usageType: 'APN1-DataProcessing-Bytes', quantity: 12.345, bill, estimate },
  expected: [{ kind: 'usage' as const, quantity: 6, estimate }],
});
const lease = {
  ...({ condition: 'awake', because: 'kept awake by mika: a demo' } as const),
  ...{ ms: 4 * 3_600_000, first: new Date('2026-12-05T01:00:00Z') },
};

describe('a bill that is as estimated', () => {
  it.each([
    ['to the micro-dollar', 1_000_000, 1_000_000],
    ['but for two in a hundred', 1_020_000, 1_000_000],
    ['but for a cent', 10_000, 0],
  ])('%s needs no word', (_, bill, estimate) => {
    const facts = { ...NO_FACTS, departures: [lease] };
    expect(explain(compared(scheduled(bill, estimate)), facts)).toEqual([]);
    expect(isNotable({ bill, estimate })).toBe(false);
  });
});

describe('a bill that is another', () => {
  const longer = compared(scheduled(1_300_000, 1_000_000));

  it('names the leases that kept it awake, and for how long', () => {
    expect(explain(longer, { ...NO_FACTS, departures: [lease] })).toEqual([
      '4 h awake beside the calendar: kept awake by mika: a demo, from Sat 5 Dec 10:00 on.',
    ]);
  });

  it('names a stop in office hours', () => {
    const stop = { ...lease, condition: 'asleep' as const, because: 'stopped by mika' };
    expect(explain(longer, { ...NO_FACTS, departures: [stop] })[0]).toMatch(
      /^4 h asleep within the calendar: stopped by mika/,
    );
  });

  it('names tasks that were started again', () => {
    const starts = [{ day: '2026-12-03', service: 'web' as const, started: 4 }];
    expect(explain(longer, { ...NO_FACTS, starts })[0]).toMatch(/^web started 4 tasks on 2026-12-03/);
  });

  it('admits that the log says nothing any more', () => {
    expect(explain(longer, { ...NO_FACTS, logSince: null })[0]).toMatch(/leases cannot be named/);
  });

  it('says of what depends on use how much there was', () => {
    expect(explain(compared(used(2_000_000, 1_000_000)), { ...NO_FACTS, departures: [lease] })).toEqual([
      'APN1-DataProcessing-Bytes: 12.35 used, 6 expected (assumed in infra/terraform/envs/staging/usage.json).',
    ]);
  });

  it('says how much of an estimate is for use besides the calendar', () => {
    const item = scheduled(1_000_000, 1_200_000);
    const expected = [...item.expected, { kind: 'usage' as const, quantity: 4, estimate: 200_000 }];
    expect(explain(compared({ ...item, expected }), NO_FACTS)).toEqual([
      'APN1-Fargate-GB-Hours: USD 0.200 of its estimate is for use besides the calendar (deployments, one-off tasks); there was less.',
    ]);
  });

  it('says what nobody expected, and what is missing', () => {
    const surprise = { usageType: 'APN1-NatGateway-Hours', quantity: 9, bill: 500_000, estimate: 0, expected: [] };
    const missing = {
      ...scheduled(0, 500_000),
      expected: [{ kind: 'fixed' as const, quantity: 1, estimate: 500_000 }],
    };
    expect(explain(compared(surprise), NO_FACTS)).toEqual([
      'Nobody expected APN1-NatGateway-Hours of AWS X: no resource of the plan is charged by it.',
    ]);
    expect(explain(compared(missing), NO_FACTS)).toEqual([
      'APN1-Fargate-GB-Hours of AWS X was expected, and is not on the bill.',
    ]);
  });

  it('says for how long a rehearsal was there', () => {
    const words = explain(longer, { ...NO_FACTS, lived: { hours: 3.04, of: 24 } });
    expect(words).toEqual([expect.stringMatching(/^The rehearsal was there for 3 h of these 24 h/)]);
    expect(explain(longer, { ...NO_FACTS, lived: { hours: 23.5, of: 24 } })).toEqual([]);
  });
});

import type { PlanSummary } from '@bookmark-manager/plan';
import { describe, expect, it } from 'vitest';
import type { RunResult } from './run.ts';
import { sayDone, sayFailure, sayPlans } from './say.ts';

const counts = { add: 0, change: 0, remove: 0 };
const result: RunResult = {
  action: 'apply',
  outcome: 'failed',
  seconds: 14,
  units: [
    { unit: 'storage', outcome: 'succeeded', seconds: 12, counts: { ...counts, add: 1 } },
    { unit: 'network', outcome: 'failed', seconds: 14, counts },
    { unit: 'compute', outcome: 'not run', because: 'network', seconds: 0, counts },
  ],
  failures: [
    { unit: 'network', summary: 'Bad CIDR', detail: 'on line 1', address: 'aws_vpc.this', where: 'main.tf:1' },
  ],
  plans: {},
  lost: [],
};

const plan: PlanSummary = { add: [], change: [], remove: [], outputs: [], fresh: false };

it("begins a failure with the failing unit's own error", () => {
  expect(sayFailure(result)).toEqual([
    'network failed (apply).',
    '  Bad CIDR',
    '  at aws_vpc.this, main.tf:1',
    '    on line 1',
    '  Not run because of it: compute.',
  ]);
});

it('says in a page what was done', () => {
  expect(sayDone({ ...result, outcome: 'succeeded', units: result.units.slice(0, 1) })).toEqual([
    'unit     added  changed  removed  took',
    'storage  1      0        0        12 s',
    'Done after 14 s.',
  ]);
});

describe('what plans would do', () => {
  it('names removals with their reasons, and tells a replacement from what is only added', () => {
    const removal = { address: 'aws_lb.this', type: 'aws_lb', replaced: true, why: 'it cannot be changed in place' };
    const lines = sayPlans({
      compute: { ...plan, add: ['aws_lb.this', 'aws_eip.nat'], change: ['aws_vpc.this'], remove: [removal] },
    });
    expect(lines.slice(3)).toEqual([
      '± replace compute aws_lb.this (it cannot be changed in place)',
      '~ compute aws_vpc.this',
      '+ compute aws_eip.nat',
    ]);
  });

  it('says that the address changes with the door', () => {
    const removal = { address: 'aws_lb.this[0]', type: 'aws_lb', replaced: false, why: '' };
    const other = { ...plan, add: ['aws_apigatewayv2_api.this[0]'], remove: [removal] };
    expect(sayPlans({ compute: other }).slice(-2)).toEqual([
      'The front door becomes a gateway in place of the load balancer: the address changes, and nobody comes in until the new one stands.',
      'Then: staging status',
    ]);
    expect(sayPlans({ compute: { ...plan, add: other.add } }).join()).not.toContain('front door');
  });

  it('stays on one page however much there is', () => {
    const change = Array.from({ length: 200 }, (_, index) => `aws_subnet.a[${index}]`);
    const lines = sayPlans({ network: { ...plan, change } });
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.at(-1)).toBe('… and 170 more (--json lists all)');
  });
});

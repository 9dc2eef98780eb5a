import type { PlanSummary } from '@bookmark-manager/plan';
import { describe, expect, it } from 'vitest';
import { reportPlans } from './markdown.ts';

const nothing: PlanSummary = { add: [], change: [], remove: [], outputs: [], fresh: false };
const removal = (address: string, replaced: boolean) => ({ address, type: 'aws_x', replaced, why: 'asked for' });
const plainly = { withoutSecrets: false };

describe('the report of plans', () => {
  it('says in its first line that there is nothing to change', () => {
    expect(reportPlans({ ecr: nothing, network: nothing }, plainly).split('\n')[0]).toBe(
      '### Nothing to change in 2 units',
    );
  });

  it('counts by unit, and names what is lost before what is changed and added', () => {
    const plan = {
      ...nothing,
      add: ['aws_db.new', 'aws_new.this'],
      change: ['aws_lb.this'],
      remove: [removal('aws_db.new', true), removal('aws_old.this', false)],
      outputs: ['url'],
    };
    const lines = reportPlans({ compute: plan }, plainly).split('\n');
    expect(lines[0]).toBe('### 2 to add, 1 to change, 2 to remove');
    expect(lines).toContain('| compute | 2 | 1 | 2 |');
    expect(lines.filter((line) => line.startsWith('- '))).toEqual([
      '- `replace` compute `aws_db.new` (asked for)',
      '- `remove` compute `aws_old.this` (asked for)',
      '- `change` compute `aws_lb.this`',
      '- `add` compute `aws_new.this`',
      '- `output` compute `url`',
    ]);
  });

  it('tells nobody which addresses are let in, and lets no address of a resource become markup', () => {
    const add = ['aws_rule.allow_list["203.0.113.10/32:80"]', 'aws_x.this["`|<b>\n@team"]'];
    const report = reportPlans({ security: { ...nothing, add } }, plainly);
    expect(report).not.toContain('203.0.113');
    expect(report).toContain('`aws_rule.allow_list["…/32:80"]`');
    expect(report).toContain('`aws_x.this["  <b> @team"]`');
  });

  it('stays below what GitHub takes, and says how much is left out', () => {
    const add = Array.from({ length: 5000 }, (_, index) => `aws_x.this["${'k'.repeat(500)}${index}"]`);
    const report = reportPlans({ compute: { ...nothing, add } }, plainly);
    expect(report.length).toBeLessThan(60_000);
    expect(report).toContain('… and 4800 more');
  });

  it('says what the role could not look at, and that asleep is no change', () => {
    expect(reportPlans({ database: nothing }, { withoutSecrets: true })).toContain('may read no secret');
    expect(reportPlans({ database: nothing }, plainly)).not.toContain('may read no secret');
    expect(reportPlans({ database: nothing }, plainly)).toContain('asleep is no change');
  });
});

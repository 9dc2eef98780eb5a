import type { RunLine } from '@bookmark-manager/plan';
import { type RecordedRun, recordedRun } from '@bookmark-manager/plan/testing';
import { describe, expect, it } from 'vitest';
import {
  advance,
  longestStep,
  type Progress,
  startProgress,
  type TerragruntAction,
  totals,
  unanswered,
} from './progress.ts';

const UNITS = ['compute', 'network', 'storage'];

function follow(
  name: RecordedRun,
  action: TerragruntAction,
  until: (line: RunLine) => boolean = () => false,
): Progress {
  let progress = startProgress(action, UNITS, 0);
  for (const [index, line] of recordedRun(name).entries()) {
    progress = advance(progress, line, index * 1000);
    if (until(line)) break;
  }
  return progress;
}

const starts = (address: string) => (line: RunLine) =>
  line.kind === 'terraform' && line.message.type === 'apply_start' && line.message.hook.resource.addr === address;

const phases = (progress: Progress) => Object.fromEntries(progress.units.map(({ unit, phase }) => [unit, phase]));

describe('the progress of a run', () => {
  it('begins with every unit in the queue', () => {
    expect(phases(startProgress('apply', UNITS, 0))).toEqual({
      compute: 'queued',
      network: 'queued',
      storage: 'queued',
    });
  });

  it('counts units and resources to their end', () => {
    const progress = follow('apply', 'apply');
    expect(totals(progress)).toEqual({ planned: 5, done: 5, units: 3, unitsDone: 3 });
    expect(progress.units.map(({ unit, counts }) => [unit, counts.add])).toEqual([
      ['compute', 1],
      ['network', 3],
      ['storage', 1],
    ]);
  });

  it('knows in the middle what is done, what runs and what waits', () => {
    const progress = follow('apply', 'apply', starts('aws_subnet.a[0]'));
    expect(phases(progress)).toEqual({ compute: 'queued', network: 'working', storage: 'done' });
    expect(totals(progress)).toMatchObject({ planned: 4, done: 2, unitsDone: 1 });
    expect(longestStep(progress)).toMatchObject({ unit: 'network', address: 'aws_subnet.a[1]', action: 'create' });
  });

  it('is done with a plan once it is made', () => {
    expect(phases(follow('first-plan', 'plan'))).toEqual({ compute: 'done', network: 'done', storage: 'done' });
  });

  it('counts a replacement once, and only when both halves are done', () => {
    const half = follow('replace', 'apply', starts('aws_security_group.app'));
    expect(totals(half)).toMatchObject({ planned: 1, done: 0 });
    const whole = follow('replace', 'apply');
    expect(totals(whole)).toMatchObject({ planned: 1, done: 1 });
    expect(whole.units.find(({ unit }) => unit === 'compute')?.counts).toEqual({ add: 1, change: 0, remove: 1 });
  });

  it('keeps the error of the unit that failed, where it is and what it is about', () => {
    const progress = follow('failed', 'apply');
    expect(phases(progress)).toEqual({ compute: 'queued', network: 'failed', storage: 'done' });
    expect(progress.units.find(({ unit }) => unit === 'network')?.failures).toEqual([
      {
        summary:
          'expected cidr_block to contain a valid Value, got: 10.0.0.0/99 with err: invalid CIDR address: 10.0.0.0/99',
        detail: '',
        address: 'aws_vpc.this',
        where: 'main.tf:1',
      },
    ]);
  });
});

describe('a run', () => {
  const running = (...steps: [action: string, sinceMs: number][]): Progress => {
    const [unit, ...others] = startProgress('apply', UNITS, 0).units;
    const busy = steps.map(([action, sinceMs], at) => ({ address: `aws_vpc.${at}`, action, sinceMs }));
    return { action: 'apply', startedAtMs: 0, units: unit ? [{ ...unit, running: busy }, ...others] : [] };
  };

  it.each<[string, Progress, readonly string[]]>([
    ['nothing is made', running(), []],
    ['something was asked for just now', running(['create', 58_000]), ['aws_vpc.0']],
    ['something has been made for a while', running(['create', 50_000]), []],
    ['one of two was asked for just now', running(['create', 50_000], ['create', 59_900]), ['aws_vpc.1']],
    ['something is changed or removed, which can be done again', running(['update', 59_900], ['delete', 59_900]), []],
  ])('would lose, if it were interrupted, what has no answer yet: %s', (_when, progress, lost) => {
    expect(unanswered(progress, 60_000)).toEqual(lost);
  });
});

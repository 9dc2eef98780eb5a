import { recordedRun } from '@bookmark-manager/plan/testing';
import { describe, expect, it } from 'vitest';
import { advance, type Progress, startProgress } from './progress.ts';
import { renderProgress, renderSteps, seconds } from './render.ts';

const UNITS = ['compute', 'network', 'storage'];

/** The recorded apply, one line a second: every moment of it. */
function moments(): Progress[] {
  const all = [startProgress('apply', UNITS, 0)];
  for (const [index, line] of recordedRun('apply').entries()) {
    all.push(advance(all.at(-1) ?? startProgress('apply', UNITS, 0), line, (index + 1) * 1000));
  }
  return all;
}

describe('the progress on a terminal', () => {
  it('says units, resources, seconds, and what is waited for', () => {
    const middle = moments().find(({ units }) => units.some(({ running }) => running.length > 0));
    expect(middle && renderProgress(middle, 65_000, 100)).toEqual([
      'Applying · 0 of 3 units · 0 of 1 or more resources · 1 min 5 s',
      'waiting for storage aws_s3_bucket.assets (creating, 59 s)',
    ]);
  });

  it('never takes more than two lines, none wider than the terminal', () => {
    for (const progress of moments()) {
      const lines = renderProgress(progress, 200_000, 40);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThan(40);
    }
  });
});

describe('the log of a run', () => {
  it('has one line for each unit that begins to work, is done or fails', () => {
    const all = moments();
    const log = all.flatMap((progress, index) =>
      index === 0 ? [] : renderSteps(all[index - 1] ?? progress, progress, index * 1000),
    );
    expect(log.map((line) => line.trim().replace(/^\d+ s +/, ''))).toEqual([
      'storage: 1 to do',
      'storage: done, 1 added',
      'network: 3 to do',
      'network: done, 3 added',
      'compute: 1 to do',
      'compute: done, 1 added',
    ]);
  });

  it('says once that it stops, and what a second Ctrl-C does', () => {
    const [before] = moments();
    if (!before) throw new Error('there are moments');
    const after = { ...before, stopping: true };
    expect(renderSteps(before, after, 0).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^Stopping as soon as .* Again: at once/),
    ]);
    expect(renderSteps(after, after, 0)).toEqual([]);
    expect(renderProgress(after, 0, 200).at(-1)).toMatch(/^Stopping/);
  });

  it('says of a plan what would be done', () => {
    const plan = recordedRun('first-plan').reduce(
      (progress, line) => advance(progress, line, 0),
      startProgress('plan', [], 0),
    );
    expect(renderSteps(startProgress('plan', UNITS, 0), plan, 0).map((line) => line.trim())).toContain(
      '0 s  network: planned, 3 to add',
    );
  });

  it('says why a unit failed', () => {
    let before = startProgress('apply', UNITS, 0);
    const log: string[] = [];
    for (const line of recordedRun('failed')) {
      const after = advance(before, line, 0);
      log.push(...renderSteps(before, after, 0));
      before = after;
    }
    expect(log.join('\n')).toContain('network: failed: expected cidr_block to contain a valid Value');
  });
});

it.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min 0 s'],
  [110_300, '1 min 50 s'],
])('%d ms are said as %s', (ms, text) => {
  expect(seconds(ms)).toBe(text);
});

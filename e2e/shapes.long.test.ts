import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { DIRECTORY, endRehearsal, staging, startRehearsal } from './rehearsal.ts';
import { closeOn, GOLDEN_WEEK, run, windowsOf } from './schedule.ts';
import { openShell } from './shell.ts';
import { until } from './until.ts';

/** Shapes besides the committed one. Each is applied for real, in a folder of its own. */
describe.each(['by-the-book'])('the shape %s', (shape) => {
  afterAll(() => endRehearsal());

  it('is applied, serves its page, and a second plan is empty in all six units', async () => {
    await endRehearsal();
    rmSync(DIRECTORY, { recursive: true, force: true });
    process.env.STAGING_SHAPE = shape;
    const { file, output } = await startRehearsal();
    expect((await fetch(file.door)).status).toBe(200);
    await until('the proof is there', () => /Proved\s+a plan of all units is empty|Plan\s+/.test(output()), {
      deadlineMs: 180_000,
    });
    expect(output()).toContain('a plan of all units is empty');
    const again = await staging('plan', '--json');
    expect(again.code, again.stdout).toBe(0);
    expect(Object.keys(JSON.parse(again.stdout).units)).toHaveLength(6);
  });

  it('has the three interface endpoints and x86 tasks of the specification', async () => {
    const shell = await openShell();
    const endpoints = await shell(
      "aws ec2 describe-vpc-endpoints --query 'length(VpcEndpoints[?VpcEndpointType==`Interface`])' --output text",
    );
    expect(endpoints.stdout.trim()).toBe('3');
    const architecture = await shell(
      'aws ecs describe-task-definition --task-definition bookmark-manager-staging-api --query taskDefinition.runtimePlatform.cpuArchitecture --output text',
    );
    expect(architecture.stdout.trim()).toBe('X86_64');
  });

  it('is awake in a Golden Week to the minute as its calendar says', async () => {
    await closeOn(GOLDEN_WEEK);
    const report = await run('2025-04-25T21:00', '2025-05-07T08:00');
    for (const service of ['web', 'api'])
      expect(windowsOf(report, service)).toEqual([
        '04-25 21:00 - 22:00',
        '04-29 09:00 - 22:00',
        '05-05 09:00 - 22:00',
        '05-06 09:00 - 22:00',
      ]);
    const hours = Object.fromEntries(
      report.hours.map(({ resource, awake }) => [resource, Math.round(awake * 60) / 60]),
    );
    expect(hours).toMatchObject({ web: 40, api: 40 });
    await clock({ set: new Date().toISOString() });
  });

  it('is destroyed by staging down', async () => {
    const { code, stderr } = await staging('down', '--yes');
    expect(code, stderr.slice(-2000)).toBe(0);
  });
});

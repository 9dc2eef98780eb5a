import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { DIRECTORY, endRehearsal, staging, startRehearsal } from './rehearsal.ts';
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

  it('is destroyed by staging down', async () => {
    const { code, stderr } = await staging('down', '--yes');
    expect(code, stderr.slice(-2000)).toBe(0);
  });
});
